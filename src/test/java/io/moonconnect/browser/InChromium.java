package io.moonconnect.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.WebDriverException;

/**
 * Gives the tests of a class one {@link Browser}, a new tab for each test, and leaves a screenshot under
 * {@code target/screenshots} of each that fails. Where no Chromium is installed the tests are skipped.
 */
public final class InChromium
        implements ExecutionCondition,
                BeforeEachCallback,
                LifecycleMethodExecutionExceptionHandler,
                AfterTestExecutionCallback,
                ParameterResolver {

    private static final Namespace STORE = Namespace.create(InChromium.class);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.installed()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled(Chromium.HOW_TO_INSTALL);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser(context).begin();
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        leaveScreenshot(context);
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            leaveScreenshot(context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    private static void leaveScreenshot(ExtensionContext context) throws IOException {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName() + "." + context.getDisplayName();
        Files.createDirectories(SCREENSHOTS);
        try {
            Files.write(
                    SCREENSHOTS.resolve(name.replaceAll("[^A-Za-z0-9._-]+", "_") + ".png"),
                    browser(context).screenshot());
        } catch (WebDriverException noPicture) {
            // The test's own exception has the failure.
            context.publishReportEntry("screenshot", String.valueOf(noPicture.getMessage()));
        }
    }

    /** In the store of the test class, which closes it after the last test. */
    static Browser browser(ExtensionContext context) {
        ExtensionContext ofTheClass = context;
        while (ofTheClass.getTestMethod().isPresent()) {
            ofTheClass = ofTheClass.getParent().orElseThrow();
        }
        return ofTheClass.getStore(STORE).computeIfAbsent(Browser.class, key -> new Browser(), Browser.class);
    }
}
