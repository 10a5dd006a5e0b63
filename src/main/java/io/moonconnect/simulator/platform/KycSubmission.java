package io.moonconnect.simulator.platform;

import java.util.List;

import io.moonconnect.simulator.wire.Body;
import io.moonconnect.simulator.wire.Refusal;

/**
 * The form of KYC data, as far as MoonPay documents it. Names and types that are not known are taken. Phone numbers and tax
 * identifiers are as public clients send them; MoonPay's own answer to a {@code tin} without country is not known.
 */
final class KycSubmission {

    private static final List<String> MEMBERS =
            List.of("basicDetails", "residentialAddress", "phoneNumber", "taxIdentifiers", "questionnaires");
    private static final List<String> AMOUNTS = List.of("grossAnnualIncome", "expectedTransactionAmountPerMonth");

    private KycSubmission() {}

    /** Throws before anything is taken over. */
    static void check(Body body) {
        if (body.json().fieldNames().stream().noneMatch(MEMBERS::contains)) {
            throw Refusal.invalid("Nothing was submitted");
        }
        body.object("basicDetails").ifPresent(KycSubmission::checkTexts);
        body.object("residentialAddress").ifPresent(KycSubmission::checkTexts);
        body.object("phoneNumber").ifPresent(phone -> phone.requiredText("number"));
        body.objects("taxIdentifiers").forEach(KycSubmission::checkTaxIdentifier);
        body.objects("questionnaires").forEach(KycSubmission::checkQuestionnaire);
    }

    private static void checkTexts(Body fields) {
        fields.json().fieldNames().forEach(fields::text);
    }

    private static void checkTaxIdentifier(Body identifier) {
        identifier.requiredText("value");
        if ("tin".equals(identifier.requiredText("type"))) {
            identifier.requiredText("country");
        }
    }

    private static void checkQuestionnaire(Body questionnaire) {
        questionnaire.requiredText("type");
        Body answers = questionnaire.requiredObject("answers");
        AMOUNTS.forEach(name -> answers.object(name).ifPresent(amount -> amount.requiredText("amount")));
    }
}
