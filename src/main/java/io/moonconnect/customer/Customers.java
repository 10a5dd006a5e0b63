package io.moonconnect.customer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.moonconnect.caller.Caller;
import io.moonconnect.http.PathIds;
import io.moonconnect.moonpay.MoonPay;
import io.moonconnect.moonpay.wire.RawJson;
import io.moonconnect.moonpay.wire.WireJson;
import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;

/**
 * Finds MoonPay's id of the customer whom a request concerns. It is always one of those that MoonPay has for the
 * caller's external customer id, so that no other customer's id reaches MoonPay.
 */
@ApplicationScoped
class Customers {

    private final MoonPay moonPay;

    Customers(MoonPay moonPay) {
        this.moonPay = moonPay;
    }

    /**
     * Looks the customer up, and does something with MoonPay's id.
     *
     * @param externalCustomerId named by a backend; null from a customer
     * @param customerId chosen among several; null if there is only one
     */
    <T> Uni<T> with(Caller caller, String externalCustomerId, String customerId, Function<String, Uni<T>> action) {
        String external = caller.externalCustomerId(externalCustomerId);
        String wanted = customerId == null ? null : PathIds.checked("customerId", customerId);
        return moonPay.customers(external)
                .map(answer -> chosen(ids(answer.value().data()), wanted))
                .chain(action::apply);
    }

    private static String chosen(List<String> ids, String wanted) {
        if (ids.isEmpty()) {
            throw new Failure(ProblemType.NOT_FOUND, "MoonPay has no customer connected with this id.");
        }
        if (wanted == null) {
            if (ids.size() > 1) {
                throw Failure.invalid("customerId", "is required: MoonPay has several customers with this id");
            }
            return ids.get(0);
        }
        if (!ids.contains(wanted)) {
            throw new Failure(ProblemType.NOT_FOUND, "MoonPay has no such customer connected with this id.");
        }
        return wanted;
    }

    private static List<String> ids(RawJson customers) {
        List<String> ids = new ArrayList<>();
        try {
            WireJson.document(customers, root -> WireJson.eachItem(root, item -> addId(item, ids)));
        } catch (IOException impossible) {
            throw new IllegalStateException("was parsed before", impossible);
        }
        return ids;
    }

    private static void addId(JsonParser customer, List<String> ids) throws IOException {
        if (customer.currentToken() != JsonToken.START_OBJECT) {
            WireJson.skip(customer);
            return;
        }
        WireJson.eachField(customer, (name, value) -> {
            String text = WireJson.textOrNull(value);
            if (name.equals("id") && text != null && PathIds.isValid(text)) {
                ids.add(text);
            }
        });
    }
}
