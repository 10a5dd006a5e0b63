package io.moonconnect.audit;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.moonconnect.testing.CapturedLogs;

/** The audit events of one test. */
final class AuditedEvents implements BeforeEachCallback, AfterEachCallback {

    private static final String CATEGORY = "io.moonconnect.audit";

    private CapturedLogs captured;

    @Override
    public void beforeEach(ExtensionContext context) {
        captured = CapturedLogs.of(CATEGORY);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        captured.close();
    }

    /** Every event so far, with its fields. */
    List<Map<String, String>> fields() {
        return lines().stream().map(CapturedLogs.Line::fields).toList();
    }

    List<CapturedLogs.Line> lines() {
        return captured.lines().stream()
                .filter(line -> line.logger().equals(CATEGORY))
                .toList();
    }
}
