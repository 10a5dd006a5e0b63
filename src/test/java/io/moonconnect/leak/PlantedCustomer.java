package io.moonconnect.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A customer whose personal values are all planted, as are the caller's keys. */
final class PlantedCustomer {

    private final List<Planted> all =
            new ArrayList<>(List.of(Planted.SECRET_KEY, Planted.API_KEY, Planted.AUDIT_KEY, Planted.AUDIT_SINK_KEY));

    private final String id = plant("external customer id", "cust-" + word());
    private final String email = plant("email", word() + "." + word() + "@" + word() + ".example.org");
    private final String phone = plant("phone number", "+99" + Planted.digits(13));
    private final String deviceV4 = plant("device address v4", "81.2." + octet() + "." + octet());
    private final String deviceV6 = plant("device address v6", "2a00:1450:" + group() + "::" + group());
    private final String wallet = plant("wallet address", "0x" + Planted.hex(20));
    private final String name = plant("name", word() + " " + word());
    private final String taxId = plant("tax identifier", Planted.digits(14));
    private final String street = plant("street", word() + " " + word());
    private final String answer = plant("answer of a questionnaire", word() + " " + word());
    private final String tag = plant("wallet tag", "memo-" + word() + word());

    /** Adds values that are created on the way, such as MoonPay's ids and tokens. */
    String plant(String name, String value) {
        all.add(new Planted(name, value));
        return value;
    }

    List<Planted> all() {
        return all;
    }

    String id() {
        return id;
    }

    String email() {
        return email;
    }

    String phone() {
        return phone;
    }

    String deviceV4() {
        return deviceV4;
    }

    String deviceV6() {
        return deviceV6;
    }

    String wallet() {
        return wallet;
    }

    String name() {
        return name;
    }

    String taxId() {
        return taxId;
    }

    /** KYC data as a JSON object. */
    String kyc() {
        return """
                {"basicDetails":{"firstName":"%s"},"phoneNumber":{"number":"%s"},
                 "taxIdentifiers":[{"type":"ssn","value":"%s"}],"residentialAddress":{"street":"%s"},
                 "questionnaires":[{"type":"customerDueDiligence","answers":{"occupation":"%s"}}]}""".formatted(name, phone, taxId, street, answer);
    }

    /** Every value of the KYC data, as text. */
    String kycValues() {
        return String.join(" ", name, phone, taxId, street, answer);
    }

    String tag() {
        return tag;
    }

    /** Ends in a digit: logs may contain plain words in the place of MoonPay's names. */
    private static String word() {
        return Planted.random(14).toLowerCase(Locale.ROOT) + "7";
    }

    private static String octet() {
        return "1" + Planted.digits(2);
    }

    private static String group() {
        return "a" + Planted.digits(3);
    }
}
