package io.moonconnect.moonpay.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Personal values are serialised in requests to MoonPay only. */
class PersonalTest {

    private static final String PLANTED = "planted";

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    static Stream<Personal> values() {
        return Stream.of(
                DeviceIp.of(PLANTED),
                EmailAddress.of(PLANTED),
                PhoneNumber.of(PLANTED),
                WalletAddress.of(PLANTED),
                WalletTag.of(PLANTED));
    }

    @Test
    void every_kind_is_tested() {
        assertThat(values().map(Object::getClass)).containsExactlyInAnyOrder(Personal.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("values")
    void to_string_masks_it(Personal value) {
        assertThat(value).hasToString(value.getClass().getSimpleName() + "[masked]");
        assertThat("" + new Wallet(WalletAddress.of(PLANTED), WalletTag.of(PLANTED)))
                .doesNotContain(PLANTED);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_request_to_moonpay_contains_it(Personal value) throws JsonProcessingException {
        assertThat(Personal.requestsTo(JSON).writeValueAsString(Map.of("it", value)))
                .isEqualTo("{\"it\":\"planted\"}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void any_other_json_is_an_error_that_does_not_contain_it(Personal value) {
        for (Object body : List.of(value, List.of(value), Map.of("it", value))) {
            assertThatThrownBy(() -> JSON.writeValueAsString(body))
                    .isInstanceOf(JsonMappingException.class)
                    .hasMessageNotContaining(PLANTED);
        }
    }
}
