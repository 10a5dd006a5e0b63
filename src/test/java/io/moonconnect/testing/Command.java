package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end. */
public final class Command {

    private Command() {}

    /** @param output standard output and error */
    public record Outcome(int exitCode, String output) {}

    /** Expected to succeed. */
    public static void run(String... command) {
        Outcome outcome = outcome(Path.of(""), command);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + outcome.exitCode());
        }
    }

    public static Outcome outcome(Path directory, String... command) {
        try {
            Path output = Files.createTempFile("command", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " is still running");
            }
            String written = Files.readString(output);
            Files.delete(output);
            return new Outcome(process.exitValue(), written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
