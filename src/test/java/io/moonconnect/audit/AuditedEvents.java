package io.moonconnect.audit;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.moonconnect.testing.CapturedLog;

/** The audit events of one test. */
public final class AuditedEvents implements BeforeEachCallback, AfterEachCallback {

    private static final String CATEGORY = "io.moonconnect.audit";

    private CapturedLog captured;

    @Override
    public void beforeEach(ExtensionContext context) {
        captured = CapturedLog.of(CATEGORY);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        captured.close();
    }

    /** Every event so far, with its fields. */
    public List<Map<String, String>> fields() {
        return lines().stream().map(CapturedLog.Line::fields).toList();
    }

    public List<CapturedLog.Line> lines() {
        return captured.lines().stream()
                .filter(line -> line.logger().equals(CATEGORY))
                .toList();
    }
}
