package io.moonconnect.house;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import io.moonconnect.acceptance.AcceptedText;
import io.moonconnect.acceptance.NewAcceptance;
import io.moonconnect.caller.Caller;
import io.moonconnect.caller.DeviceAddress;
import io.moonconnect.caller.PresentedToken;
import io.moonconnect.credential.AccessToken;
import io.moonconnect.credential.AccessTokenHeader;
import io.moonconnect.credential.ConsentToken;
import io.moonconnect.credential.QuoteSignature;
import io.moonconnect.credential.SecretKey;
import io.moonconnect.customer.UploadAnswer;
import io.moonconnect.moonpay.wire.CreateSessionRequest;
import io.moonconnect.moonpay.wire.CustomerData;
import io.moonconnect.moonpay.wire.DeviceIp;
import io.moonconnect.moonpay.wire.EmailAddress;
import io.moonconnect.moonpay.wire.ErrorEnvelope;
import io.moonconnect.moonpay.wire.FileUpload;
import io.moonconnect.moonpay.wire.PhoneNumber;
import io.moonconnect.moonpay.wire.Quote;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.moonpay.wire.SessionToken;
import io.moonconnect.session.NewSession;
import io.moonconnect.testing.OnJdk25;
import io.quarkus.test.junit.QuarkusTest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Secrets and personal data have types that mask them. */
@QuarkusTest
@OnJdk25
class MaskingTest {

    private static final String PLANTED = "sk_test_planted";
    private static final String PLANTED_ADDRESS = "81.2.69.160";

    private static final Pattern SENSITIVE = Pattern.compile(
            "(?i).*(token|email|phone|secret|signature|deviceip|wallet|password|credential|authorization|apikey).*"
                    + "|(?i)address|tag|memo");

    /** Fields that are named so and are texts all the same; the reason beside each. */
    private static final Set<String> ALLOWED = Set.of();

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.moonconnect");

    @Inject
    ObjectMapper json;

    /** Everything that holds a planted value, and can be printed or written by mistake. */
    static Stream<Object> holders() throws Exception {
        EmailAddress email = EmailAddress.of(PLANTED);
        PhoneNumber phone = PhoneNumber.of(PLANTED);
        DeviceIp device = DeviceIp.of(PLANTED);
        return Stream.of(
                SecretKey.parse(PLANTED).orElseThrow(),
                AccessToken.parse(PLANTED).orElseThrow(),
                AccessTokenHeader.valueOf(PLANTED),
                ConsentToken.valueOf(PLANTED),
                QuoteSignature.of(PLANTED),
                SessionToken.read(("{\"sessionToken\":\"" + PLANTED + "\"}").getBytes(UTF_8)),
                DeviceAddress.parse(PLANTED_ADDRESS).orElseThrow(),
                PresentedToken.signed(PLANTED),
                new Caller.Customer(PLANTED),
                email,
                phone,
                device,
                new NewSession(PLANTED, device, email, phone, PLANTED),
                new CreateSessionRequest(PLANTED, device, email, phone, PLANTED));
    }

    /** What is relayed or received, but never printed. */
    static Stream<Object> relayed() throws Exception {
        String quote = "{\"data\":{\"signature\":\"" + PLANTED + "\",\"wallet\":{\"address\":\"" + PLANTED
                + "\"},\"source\":{\"amount\":\"1\"},\"destination\":{\"amount\":\"1\"},"
                + "\"expiresAt\":\"2099-01-01T00:00:00Z\"}}";
        String error = "{\"code\":4001,\"type\":\"x\",\"message\":\"" + PLANTED + "\"}";
        AcceptedText text = new AcceptedText(PLANTED, PLANTED, PLANTED, PLANTED, PLANTED);
        return Stream.of(
                RawJson.of(quote.getBytes(UTF_8)),
                Quote.read(quote.getBytes(UTF_8)),
                CustomerData.read(("{\"" + PLANTED + "\":\"" + PLANTED + "\"}").getBytes(UTF_8)),
                FileUpload.read(("{\"data\":{\"uploadId\":\"" + PLANTED + "\"}}").getBytes(UTF_8)),
                new UploadAnswer(RawJson.of(("\"" + PLANTED + "\"").getBytes(UTF_8)), 1),
                text,
                new NewAcceptance(PLANTED, List.of(text), QuoteSignature.of(PLANTED), PLANTED, PLANTED, PLANTED),
                ErrorEnvelope.read(error.getBytes(UTF_8)).orElseThrow());
    }

    @Test
    void no_field_holds_one_as_a_mere_text() {
        assertThat(MAIN.stream()
                        .filter(type -> !type.getPackageName().startsWith("io.moonconnect.simulator"))
                        .flatMap(type -> type.getFields().stream())
                        .filter(MaskingTest::isText)
                        .filter(field -> SENSITIVE.matcher(field.getName()).matches())
                        .map(field -> field.getOwner().getSimpleName() + "." + field.getName())
                        .filter(field -> !ALLOWED.contains(field)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"holders", "relayed"})
    void as_text_it_is_masked(Object holder) {
        assertThat(holder.toString())
                .doesNotContain(PLANTED, "planted", PLANTED_ADDRESS)
                .startsWith(holder.getClass().getSimpleName() + "[");
    }

    @ParameterizedTest
    @MethodSource("holders")
    void as_json_it_is_masked_or_refused(Object holder) {
        for (ObjectMapper mapper : new ObjectMapper[] {json, new ObjectMapper(), lenient()}) {
            assertThat(written(mapper, holder)).doesNotContain(PLANTED, PLANTED_ADDRESS);
        }
    }

    private static ObjectMapper lenient() {
        return new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    }

    private static String written(ObjectMapper mapper, Object holder) {
        try {
            return mapper.writeValueAsString(holder);
        } catch (JsonProcessingException refused) {
            return refused.getMessage();
        }
    }

    private static boolean isText(JavaField field) {
        return field.getRawType().isAssignableTo(CharSequence.class)
                && !field.getModifiers().contains(JavaModifier.STATIC);
    }
}
