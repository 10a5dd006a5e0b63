package io.moonconnect.simulator.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import io.moonconnect.simulator.fault.Fault.Kind;
import io.moonconnect.simulator.wire.Operation;
import io.vertx.core.json.JsonArray;

/** The active rules. The delays of all matching rules add up; of the other kinds the first match applies. */
public final class Faults {

    /** Always. */
    public static final int WITHOUT_END = 0;

    private static final int MOST = 1_000;
    private static final long SAME_EVERY_RUN = 42;

    private final List<Standing> standing = new ArrayList<>();
    private final Random chance = new Random(SAME_EVERY_RUN);

    /** The effect on one call; {@code fault} is null if it is only delayed. */
    public record Plan(long delayMillis, Fault fault) {}

    public void add(Fault fault, int times) {
        if (standing.size() == MOST) {
            standing.remove(0);
        }
        standing.add(new Standing(fault, times));
    }

    public void clear() {
        standing.clear();
    }

    public JsonArray json() {
        JsonArray json = new JsonArray();
        standing.forEach(rule -> json.add(rule.fault.json().put("times", rule.left)));
        return json;
    }

    public Plan plan(Operation operation, String paymentMethodType) {
        long delay = 0;
        Fault decisive = null;
        for (Iterator<Standing> rules = standing.iterator(); rules.hasNext(); ) {
            Standing rule = rules.next();
            boolean stillWanted = rule.fault.kind() == Kind.DELAY || decisive == null;
            if (!stillWanted || !rule.fault.strikes(operation, paymentMethodType) || !chosen(rule.fault)) {
                continue;
            }
            delay += rule.fault.delayMillis();
            decisive = rule.fault.kind() == Kind.DELAY ? decisive : rule.fault;
            if (rule.spent()) {
                rules.remove();
            }
        }
        return new Plan(delay, decisive);
    }

    private boolean chosen(Fault fault) {
        return fault.share() >= 1 || chance.nextDouble() < fault.share();
    }

    private static final class Standing {
        private final Fault fault;
        private int left;

        private Standing(Fault fault, int times) {
            this.fault = fault;
            this.left = times;
        }

        private boolean spent() {
            return left != WITHOUT_END && --left == 0;
        }
    }
}
