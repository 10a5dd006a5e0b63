package io.moonconnect.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an event says where no request over HTTP can show it yet. */
class AuditEventTest {

    private record Plain(Optional<String> key, Optional<Path> keyFile) implements AuditConfig {

        Plain() {
            this(Optional.empty(), Optional.empty());
        }

        @Override
        public CustomerIdForm customerIds() {
            return CustomerIdForm.PLAIN;
        }
    }

    @RegisterExtension
    final AuditedEvents audited = new AuditedEvents();

    private final AuditEvent event =
            new AuditEvent(new AuditLog(), new AuditedIds(new Plain()), AuditedAction.SESSION_CREATED, () -> false);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INVALID_REQUEST")
    void every_failure_but_a_malformed_request_is_an_outcome(ProblemType type) {
        fails(new Failure(type, "said to the caller only"));

        assertThat(audited.fields()).containsExactly(Map.of("event", "session.created", "outcome", type.slug()));
    }

    @Test
    void an_unexpected_failure_is_an_outcome_without_its_message() {
        fails(new IllegalStateException("planted"));

        assertThat(audited.fields()).containsExactly(Map.of("event", "session.created", "outcome", "internal"));
    }

    @Test
    void a_customer_who_names_another_is_still_the_actor() {
        event.customer("own").customer("another").customer(null);
        fails(new Failure(ProblemType.FORBIDDEN, "A customer cannot name an externalCustomerId."));

        assertThat(audited.fields())
                .extracting(fields -> fields.get("customer"))
                .containsExactly("own");
    }

    @Test
    void what_somebody_else_chose_is_bounded() {
        event.customer("c".repeat(30_000)).served(List.of(text(1)), null);

        assertThat(audited.fields().get(0).get("customer")).hasSize(1024);
    }

    @Test
    void many_texts_are_several_events_so_that_no_line_grows_too_long() {
        event.served(IntStream.range(0, 45).mapToObj(AuditEventTest::text).toList(), null);

        assertThat(audited.fields())
                .extracting(fields -> fields.get("disclosures").split(",").length)
                .containsExactly(20, 20, 5);
        assertThat(String.join(
                        ",",
                        audited.fields().stream()
                                .map(fields -> fields.get("disclosures"))
                                .toList()))
                .startsWith("text-0@1/en/digest,text-1@1/en/digest")
                .endsWith("text-44@1/en/digest");
    }

    @Test
    void an_answer_without_a_request_id_does_not_get_that_of_an_earlier_one() {
        event.served(List.of(text(1)), "req-1");
        event.served(List.of(text(2)), null);

        assertThat(audited.fields())
                .extracting(fields -> fields.get("moonPayRequestId"))
                .containsExactly("req-1", null);
    }

    private void fails(Throwable failure) {
        Uni<String> watched = event.watch(() -> Uni.createFrom().failure(failure), answer -> null);
        assertThatThrownBy(() -> watched.await().indefinitely()).isSameAs(failure);
    }

    private static ServedText text(int number) {
        return new ServedText("text-" + number, "1", "en", "digest", false);
    }
}
