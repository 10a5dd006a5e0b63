package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs commands one after the other in one plain {@code sh}, and returns the output and exit code of each. */
final class Shell {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern END = Pattern.compile("\n@@@ (\\d+)\n");

    /** What became of a command; the output is without the line breaks at its end. */
    record Result(String command, String output, int exitCode) {}

    private Shell() {}

    /** Whether this machine has a command. */
    static boolean has(String command) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    /** @param directory where script and output are kept */
    static List<Result> run(Path directory, List<String> commands) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path script = directory.resolve("script.sh");
        Path output = directory.resolve("output.txt");
        StringBuilder text = new StringBuilder();
        commands.forEach(command -> text.append(command).append("\nprintf '\\n@@@ %d\\n' \"$?\"\n"));
        Files.writeString(script, text);
        Process shell = new ProcessBuilder("sh", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!shell.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + script + "\n" + Files.readString(output));
            }
        } finally {
            shell.destroyForcibly();
        }
        return results(commands, Files.readString(output));
    }

    private static List<Result> results(List<String> commands, String output) {
        List<Result> results = new ArrayList<>();
        Matcher end = END.matcher(output);
        int begin = 0;
        for (String command : commands) {
            if (!end.find()) {
                throw new AssertionError("The shell ended in: " + command + "\n" + output.substring(begin));
            }
            results.add(new Result(
                    command, output.substring(begin, end.start()).stripTrailing(), Integer.parseInt(end.group(1))));
            begin = end.end();
        }
        return results;
    }
}
