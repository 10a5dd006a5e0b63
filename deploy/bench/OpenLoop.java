import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a fixed rate, however long the responses take, and measures each latency from the time at which the request
 * was due, so that the delay behind a slow response counts too.
 *
 * <p>java OpenLoop.java url method body token api-key rate seconds warm-up-seconds, where token is own, same or none. Prints
 * p50, p99, p99.9 and the maximum in µs, and the number of responses other than 2xx.
 */
class OpenLoop {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public static void main(String[] arguments) {
        int rate = Integer.parseInt(arguments[5]);
        run(arguments, rate, Integer.parseInt(arguments[7]));
        Run measured = run(arguments, rate, Integer.parseInt(arguments[6]));
        long[] micros = measured.micros;
        Arrays.sort(micros);
        System.out.printf(
                "p50=%d p99=%d p99.9=%d longest=%d requests=%d bad=%d%n",
                at(micros, 0.5), at(micros, 0.99), at(micros, 0.999), micros[micros.length - 1],
                micros.length, measured.bad.get());
    }

    private static Run run(String[] arguments, int rate, int seconds) {
        Run run = new Run(Math.max(1, rate * seconds));
        long begin = System.nanoTime();
        for (int i = 0; i < run.micros.length; i++) {
            long moment = begin + i * 1_000_000_000L / rate;
            for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            run.send(i, moment, request(arguments, i));
        }
        run.unanswered.arriveAndAwaitAdvance();
        return run;
    }

    private static HttpRequest request(String[] arguments, int i) {
        String body = arguments[2].replaceFirst("\"amount\":\"[0-9.]+\"", "\"amount\":\"" + (50 + i % 5000) + ".00\"");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "ApiKey " + arguments[4])
                .method(arguments[1], HttpRequest.BodyPublishers.ofString(body));
        if (!arguments[3].equals("none")) {
            request.header("MoonPay-Access-Token", arguments[3].equals("own") ? "bench-" + System.nanoTime() : "bench");
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
    }

    private static final class Run {
        private final long[] micros;
        private final AtomicInteger bad = new AtomicInteger();
        private final Phaser unanswered = new Phaser(1);

        Run(int requests) {
            micros = new long[requests];
        }

        void send(int i, long moment, HttpRequest request) {
            unanswered.register();
            CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                micros[i] = (System.nanoTime() - moment) / 1000;
                if (failure != null || answer.statusCode() / 100 != 2) {
                    bad.incrementAndGet();
                }
                unanswered.arriveAndDeregister();
            });
        }
    }
}
