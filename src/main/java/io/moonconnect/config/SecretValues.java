package io.moonconnect.config;

import java.io.Serial;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.Priority;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

import static io.smallrye.config.common.utils.StringUtil.split;

/**
 * Rejects malformed values that may hold a secret before they are used, because the messages of libraries repeat a
 * value. The message has only the key and what is wrong. Values are seen after expressions are replaced.
 */
@Priority(Priorities.APPLICATION)
public final class SecretValues implements ConfigSourceInterceptor {

    /** What is wrong with a value, by the keys that it concerns; empty if it is well-formed. */
    private static final Map<Pattern, Function<String, String>> CHECKS = Map.of(
            Pattern.compile("quarkus\\.redis\\.(.+\\.)?hosts"), each(SecretValues::wrongInRedis),
            Pattern.compile("(moonpay|moonconnect)\\.(.+[.-])?(url|proxy)"), SecretValues::wrongInUrl,
            Pattern.compile("quarkus\\.oidc\\.(.+\\.)?auth-server-url"), SecretValues::wrongInUrl,
            Pattern.compile("quarkus\\.otel\\..+\\.endpoint"), SecretValues::wrongInUrl,
            Pattern.compile("quarkus\\.otel\\..+\\.headers"),
                    each(form("[!#$%&'*+.^_`|~0-9A-Za-z-]+=\\P{Cntrl}*", "must hold name=value")),
            Pattern.compile("quarkus\\..*proxy.*\\.host"),
                    form("[0-9A-Za-z._-]+|\\[?[0-9A-Fa-f:.]+]?", "must be the name or address of a host alone"),
            Pattern.compile("quarkus\\..*proxy.*\\.port"), form("\\d{1,5}", "must be a port"),
            Pattern.compile("quarkus\\.oidc\\..*credentials\\..*\\.(method|source|lifespan|assertion)"),
                    form("(?i)basic|post|post[_-]jwt|query|client|bearer|true|false|\\d{1,9}", "has an unknown value"));

    /** The last words of these keys: a cheap check first, because thousands of keys are looked up at the start. */
    private static final Set<String> LAST_WORDS = Set.of(
            "hosts",
            "url",
            "proxy",
            "endpoint",
            "headers",
            "host",
            "port",
            "method",
            "source",
            "lifespan",
            "assertion");

    private static final List<String> PREFIXES = List.of("moonpay.", "moonconnect.", "quarkus.");

    /**
     * A value with a reference to a key that is not set counts as absent for an optional key, so the service would start
     * without Redis, for example. The text of the reference may be a part of a password.
     */
    private static final Pattern WITH_SECRETS =
            Pattern.compile("(moonpay|moonconnect|quarkus\\.(redis|oidc|otel))\\..+");

    private static final Pattern REDIS_KEYS = Pattern.compile("quarkus\\.redis\\..+");

    private static final Pattern CREDENTIALS = Pattern.compile("://[^/?#]*@");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (value != null && value.hasProblems() && WITH_SECRETS.matcher(name).matches()) {
            throw new ConfigurationException(name + " refers by ${} to a key that is not set");
        }
        String text = value == null ? null : value.getValue();
        if (text != null && PREFIXES.stream().anyMatch(name::startsWith)) {
            check(name, text);
        }
        return value;
    }

    private static void check(String name, String text) {
        String key = name.endsWith("]") ? INDEX.matcher(name).replaceFirst("") : name;
        if (text.indexOf('@') >= 0
                && CREDENTIALS.matcher(text).find()
                && !REDIS_KEYS.matcher(key).matches()) {
            throw new ConfigurationException(name + " must not contain a user or a password");
        }
        if (!LAST_WORDS.contains(key.substring(1 + Math.max(key.lastIndexOf('.'), key.lastIndexOf('-'))))) {
            return;
        }
        CHECKS.forEach((keys, check) -> {
            String wrong = keys.matcher(key).matches() ? check.apply(text.strip()) : "";
            if (!wrong.isEmpty()) {
                throw new ConfigurationException(name + " " + wrong);
            }
        });
    }

    private static Function<String, String> each(Function<String, String> check) {
        return text -> Stream.of(split(text))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(check)
                .filter(wrong -> !wrong.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Function<String, String> form(String expression, String otherwise) {
        Pattern form = Pattern.compile(expression);
        return text -> form.matcher(text).matches() ? "" : otherwise;
    }

    private static String wrongInUrl(String text) {
        return wrong(
                text,
                uri -> uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())
                        ? ""
                        : "must be an http or https URL with a host");
    }

    /** A password with a {@code /} makes a host of the user, and a path of the rest. */
    private static String wrongInRedis(String text) {
        return wrong(text, uri -> {
            boolean socket = "unix".equals(uri.getScheme());
            boolean server = List.of("redis", "rediss").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getFragment() == null
                    && uri.getPath().matches("(/\\d*)?");
            return socket || server
                    ? ""
                    : "must be redis://[:password@]host[:port][/database], with reserved characters of a password"
                            + " percent-encoded";
        });
    }

    private static String wrong(String text, Function<URI, String> check) {
        try {
            return check.apply(new URI(text));
        } catch (URISyntaxException malformed) {
            return "is not a URI: " + malformed.getReason() + " at index " + malformed.getIndex();
        }
    }
}
