package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell blocks of one section of the README, each with what is printed after it: a fenced block {@code sh}, and the
 * fenced block of another kind that follows it with nothing but blank lines between, if there is one.
 */
final class Readme {

    static final Path FILE = Path.of("README.md");

    private static final String FENCE = "```";
    private static final String SHELL = "```sh";

    /**
     * @param commands a command each; a line that ends in a backslash goes on in the next
     * @param printed what the README says they print; empty where it says nothing
     * @param firstPrinted the README's line where that begins
     */
    record Block(List<String> commands, List<String> printed, int firstPrinted) {

        String expected() {
            return String.join("\n", printed);
        }
    }

    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private int at;

    private Readme(List<String> lines) {
        this.lines = lines;
    }

    /** @param heading the section's, without its number signs */
    static Readme section(String heading) throws IOException {
        Readme readme = new Readme(Files.readAllLines(FILE));
        readme.read(heading);
        return readme;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The whole README with other text in the place of what is printed after each block. */
    String with(List<String> printed) {
        List<String> text = new ArrayList<>(lines);
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            List<String> old = text.subList(
                    block.firstPrinted(), block.firstPrinted() + block.printed().size());
            old.clear();
            if (!printed.get(i).isEmpty()) {
                old.addAll(printed.get(i).lines().toList());
            }
        }
        return String.join("\n", text) + "\n";
    }

    private void read(String heading) {
        at = Math.max(lines.indexOf("## " + heading), lines.indexOf("### " + heading)) + 1;
        if (at == 0) {
            throw new IllegalArgumentException("The README has no section " + heading);
        }
        while (at < lines.size() && !lines.get(at).startsWith("##")) {
            if (lines.get(at).equals(SHELL)) {
                List<String> commands = commands(fenced());
                skipBlankLines();
                boolean printed = at < lines.size()
                        && lines.get(at).startsWith(FENCE)
                        && !lines.get(at).equals(SHELL);
                int first = at + 1;
                blocks.add(new Block(commands, printed ? fenced() : List.of(), printed ? first : at));
            } else {
                at++;
            }
        }
    }

    /** The lines in the fence that begins here; moves behind it. */
    private List<String> fenced() {
        List<String> content = new ArrayList<>();
        for (at++; !lines.get(at).equals(FENCE); at++) {
            content.add(lines.get(at));
        }
        at++;
        return content;
    }

    private void skipBlankLines() {
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
    }

    private static List<String> commands(List<String> lines) {
        List<String> commands = new ArrayList<>();
        String begun = "";
        for (String line : lines) {
            if (line.endsWith("\\")) {
                begun += line + "\n";
            } else {
                commands.add(begun + line);
                begun = "";
            }
        }
        return commands;
    }
}
