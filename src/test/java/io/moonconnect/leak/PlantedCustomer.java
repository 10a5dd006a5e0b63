package io.moonconnect.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A customer of whom everything that could leak is planted, together with the keys of who asks for them. */
final class PlantedCustomer {

    private final List<Planted> all = new ArrayList<>(List.of(Planted.SECRET_KEY, Planted.API_KEY, Planted.AUDIT_KEY));

    private final String id = plant("external customer id", "cust-" + word());
    private final String email = plant("email", word() + "." + word() + "@" + word() + ".example.org");
    private final String phone = plant("phone number", "+99" + Planted.digits(13));
    private final String deviceV4 = plant("device address v4", "81.2." + octet() + "." + octet());
    private final String deviceV6 = plant("device address v6", "2a00:1450:" + group() + "::" + group());
    private final String wallet = plant("wallet address", "0x" + Planted.random(40));
    private final String tag = plant("wallet tag", "memo-" + word() + word());

    /** Takes what only comes up on the way: what MoonPay gives out, and other values of these kinds. */
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

    String tag() {
        return tag;
    }

    /** With a digit at the end: mere words in the place of a name of MoonPay's are what logs may tell. */
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
