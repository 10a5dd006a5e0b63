package io.moonconnect.browser;

import java.net.URI;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.moonconnect.testing.TcpGate;
import io.restassured.RestAssured;

/** Gives each test the {@link Shop} in Chromium, with an open line to the service; after {@link InChromium}. */
final class InTheShop implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace STORE = Namespace.create(InTheShop.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        TcpGate line = new TcpGate(
                URI.create(value("simulator.frontend-api", String.class)).getPort(), RestAssured.port);
        line.open();
        context.getStore(STORE).put(TcpGate.class, line);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        line(context).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        URI page = URI.create("http://localhost:" + value("simulator.frontend-port", Integer.class));
        return new Shop(InChromium.browser(context), page, line(context));
    }

    private static TcpGate line(ExtensionContext context) {
        return context.getStore(STORE).get(TcpGate.class, TcpGate.class);
    }

    private static <T> T value(String key, Class<T> type) {
        return ConfigProvider.getConfig().getValue(key, type);
    }
}
