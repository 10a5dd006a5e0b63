package io.moonconnect.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.moonconnect.reload.TextSetting;
import io.moonconnect.reload.WatchedFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.net.ProxyOptions;

/**
 * The proxy of one group of keys. https goes through a tunnel (CONNECT), http by absolute request targets. Messages
 * about the configuration never repeat a value, which may contain credentials.
 */
public final class ForwardProxy {

    private static final Pattern ORIGIN = Pattern.compile("(?i)http://([a-z0-9._-]+|\\[[0-9a-f:.]+]):([0-9]{1,5})/?");

    private static final Pattern EXCEPTION =
            Pattern.compile("(?i)\\*|(\\*?\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[?[0-9a-f]*:[0-9a-f:.]+]?");

    /** A colon, and no control characters, which a header cannot contain. */
    private static final Pattern CREDENTIALS = Pattern.compile("([^:\\p{Cntrl}]+):(\\P{Cntrl}*)");

    private static final int MAX_PORT = 65_535;

    private final String group;
    private final ProxyConfig config;

    private ForwardProxy(String group, ProxyConfig config) {
        this.group = group;
        this.config = config;
    }

    /**
     * The current proxy for a host, with its credentials; supplies null for a direct connection.
     *
     * @param group prefix of the keys
     * @param connectTimeout time for the proxy to open a tunnel
     * @throws ConfigurationException if a key is invalid
     */
    public static Supplier<ProxyOptions> of(
            String group, ProxyConfig config, String host, Duration connectTimeout, WatchedFiles files) {
        return new ForwardProxy(group, config).towards(host, connectTimeout, files);
    }

    private Supplier<ProxyOptions> towards(String host, Duration connectTimeout, WatchedFiles files) {
        List<String> exceptions =
                config.noProxy().orElse(List.of()).stream().map(String::strip).toList();
        check(exceptions.stream().allMatch(EXCEPTION.asMatchPredicate()), "no-proxy must list names or addresses");
        if (config.proxy().isEmpty()) {
            check(config.proxyCredentialsFile().isEmpty(), "proxy-credentials-file needs " + group + ".proxy");
            return () -> null;
        }
        ProxyOptions proxy = parsed(config.proxy().get().strip()).setConnectTimeout(connectTimeout);
        Supplier<ProxyOptions> authenticated = withCredentials(proxy, files);
        boolean direct = exceptions.stream().anyMatch(exception -> covers(exception, host));
        return direct ? () -> null : authenticated;
    }

    private ProxyOptions parsed(String origin) {
        check(
                !origin.contains("@"),
                "proxy must not contain credentials: set " + group + ".proxy-credentials-file to a file with them");
        Matcher form = ORIGIN.matcher(origin);
        check(form.matches(), "proxy must be http://host:port");
        int port = Integer.parseInt(form.group(2));
        check(port >= 1 && port <= MAX_PORT, "proxy must be http://host:port");
        return new ProxyOptions().setHost(withoutBrackets(form.group(1))).setPort(port);
    }

    private Supplier<ProxyOptions> withCredentials(ProxyOptions proxy, WatchedFiles files) {
        config.proxyCredentialsFile().ifPresent(this::checkThatItIsAPath);
        TextSetting<ProxyOptions> setting = new TextSetting<>(
                group.replace('.', '-') + "-proxy-credentials",
                group + ".proxy-credentials",
                "user:password",
                text -> withCredentials(proxy, text));
        return setting.find(Optional.empty(), config.proxyCredentialsFile(), files)
                .orElse(() -> proxy);
    }

    private static Optional<ProxyOptions> withCredentials(ProxyOptions proxy, String text) {
        Matcher form = CREDENTIALS.matcher(text.strip());
        return form.matches()
                ? Optional.of(new ProxyOptions(proxy).setUsername(form.group(1)).setPassword(form.group(2)))
                : Optional.empty();
    }

    /** Other errors name the path, and would reveal credentials that were set as the path. */
    private void checkThatItIsAPath(Path path) {
        check(
                path.isAbsolute() || !path.toString().contains(":"),
                "proxy-credentials-file must be the path of a file that contains user:password");
    }

    private static boolean covers(String exception, String host) {
        String name = withoutBrackets(exception).toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
        String target = withoutBrackets(host).toLowerCase(Locale.ROOT);
        return name.equals("*") || target.equals(name) || target.endsWith("." + name);
    }

    private static String withoutBrackets(String host) {
        return host.replaceAll("[\\[\\]]", "");
    }

    private void check(boolean valid, String rule) {
        if (!valid) {
            throw new ConfigurationException(group + "." + rule);
        }
    }
}
