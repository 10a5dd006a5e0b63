package io.moonconnect.simulator.platform;

import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.moonconnect.simulator.fault.Faults;
import io.moonconnect.simulator.state.Bounded;
import io.moonconnect.simulator.state.FrameSettings;
import io.moonconnect.simulator.state.Settings;
import io.moonconnect.simulator.state.SimulatedClock;
import io.moonconnect.simulator.traffic.RateLimit;
import io.moonconnect.simulator.traffic.Traffic;
import io.moonconnect.simulator.wire.Endpoint;
import io.moonconnect.simulator.wire.Operation;

/**
 * The whole state of the simulator; a reset replaces it by a new instance. Accessed only on the server's event loop.
 */
public final class Simulation {

    private static final int MOST_BROWSERS = 10_000;

    private final SimulatedClock clock;
    private final Faults faults = new Faults();
    private final Traffic traffic;
    private final RateLimit rateLimit;
    private final Tokens tokens;
    private final Uploads uploads;
    private final Customers customers;
    private final Sessions sessions;
    private final Transactions transactions;
    private final Payments payments;
    private final PaymentMethods paymentMethods = new PaymentMethods();
    private final Bounded<String, Set<String>> browsers = new Bounded<>(MOST_BROWSERS);
    private final Map<Operation, Endpoint> endpoints = new EnumMap<>(Operation.class);
    private final Set<Operation> disabled = EnumSet.noneOf(Operation.class);
    private boolean plainTextRouter;
    private Settings settings;
    private FrameSettings frameSettings = FrameSettings.DEFAULT;

    public Simulation(Clock base, Settings settings) {
        this.settings = settings;
        this.clock = new SimulatedClock(base);
        this.traffic = new Traffic(clock);
        this.rateLimit = new RateLimit(clock);
        this.tokens = new Tokens(clock);
        this.uploads = new Uploads(clock);
        this.customers = new Customers(clock, uploads);
        this.sessions = new Sessions(clock, this::settings, customers);
        Quotes quotes = new Quotes(clock, this::settings, paymentMethods);
        this.transactions = new Transactions(clock, this::settings, quotes);
        this.payments = new Payments(quotes, transactions, sessions);
        route(quotes);
    }

    private void route(Quotes quotes) {
        Identities identities = new Identities(clock);
        endpoints.put(Operation.CREATE_SESSION, sessions::create);
        endpoints.put(Operation.REVOKE_CUSTOMER_SESSIONS, sessions::revoke);
        endpoints.put(Operation.LIST_PAYMENT_METHODS, paymentMethods::list);
        endpoints.put(Operation.DELETE_PAYMENT_METHOD, paymentMethods::delete);
        endpoints.put(Operation.GET_BUY_QUOTE, quotes::buy);
        endpoints.put(Operation.LIST_TRANSACTIONS, transactions::list);
        endpoints.put(Operation.GET_TRANSACTION, transactions::read);
        endpoints.put(Operation.GET_CUSTOMER, customers::read);
        endpoints.put(Operation.GET_CUSTOMERS_BY_EXTERNAL_ID, customers::byExternalId);
        endpoints.put(Operation.SUBMIT_CUSTOMER_KYC, customers::submitKyc);
        endpoints.put(Operation.CREATE_CUSTOMER_FILE_UPLOAD_URL, customers::uploadUrl);
        endpoints.put(Operation.SUBMIT_CUSTOMER_FILES, customers::submitFiles);
        endpoints.put(Operation.EXPORT_CUSTOMER, customers::export);
        endpoints.put(Operation.LIST_ASSETS, new Assets()::list);
        endpoints.put(Operation.CREATE_IDENTITY, identities::create);
        endpoints.put(Operation.GET_IDENTITY, identities::read);
        endpoints.put(Operation.UPDATE_IDENTITY, identities::update);
        endpoints.put(Operation.CREATE_IDENTITY_UPLOAD_URL, identities::uploadUrl);
        endpoints.put(Operation.CONFIRM_IDENTITY_FILES, identities::confirmFiles);
        endpoints.put(Operation.START_IDENTITY_VERIFICATION, identities::startVerification);
    }

    Endpoint endpoint(Operation operation) {
        return endpoints.get(operation);
    }

    public SimulatedClock clock() {
        return clock;
    }

    public Settings settings() {
        return settings;
    }

    public void change(Settings changed) {
        settings = changed;
    }

    public FrameSettings frameSettings() {
        return frameSettings;
    }

    public void change(FrameSettings changed) {
        frameSettings = changed;
    }

    public Faults faults() {
        return faults;
    }

    public Traffic traffic() {
        return traffic;
    }

    RateLimit rateLimit() {
        return rateLimit;
    }

    public Tokens tokens() {
        return tokens;
    }

    Uploads uploads() {
        return uploads;
    }

    public Customers customers() {
        return customers;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Payments payments() {
        return payments;
    }

    public PaymentMethods paymentMethods() {
        return paymentMethods;
    }

    /** External ids of the customers who have connected in this browser; frames store the browser's id. */
    public Set<String> customersIn(String browser) {
        return browsers.getOrPut(browser, HashSet::new);
    }

    /** Disables the capabilities of these operations for the account, and enables all others. */
    public void disable(Set<Operation> operations, boolean plainText) {
        disabled.clear();
        disabled.addAll(operations);
        plainTextRouter = plainText;
    }

    boolean disabled(Operation operation) {
        return disabled.contains(operation);
    }

    boolean plainTextRouter() {
        return plainTextRouter;
    }
}
