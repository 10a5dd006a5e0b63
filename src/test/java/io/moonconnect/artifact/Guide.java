package io.moonconnect.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shell blocks of a document or of one of its sections, each with the output shown after it: a fenced block {@code sh}, and
 * the fenced block of another kind that follows it with only blank lines in between, if there is one.
 */
final class Guide {

    private static final String FENCE = "```";
    private static final String SHELL = "```sh";

    /**
     * @param commands a command each; a line that ends in a backslash goes on in the next
     * @param printed the output that the document shows; empty where it shows none
     * @param firstPrinted the document's line where that begins
     */
    record Block(List<String> commands, List<String> printed, int firstPrinted) {

        String expected() {
            return String.join("\n", printed);
        }
    }

    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private int at;

    private Guide(List<String> lines) {
        this.lines = lines;
    }

    /** All blocks of a document. */
    static Guide whole(Path document) throws IOException {
        Guide guide = new Guide(Files.readAllLines(document));
        guide.read("");
        return guide;
    }

    /** @param heading the section's, without its number signs */
    static Guide section(Path document, String heading) throws IOException {
        Guide guide = new Guide(Files.readAllLines(document));
        guide.at = Math.max(guide.lines.indexOf("## " + heading), guide.lines.indexOf("### " + heading)) + 1;
        if (guide.at == 0) {
            throw new IllegalArgumentException(document + " has no section " + heading);
        }
        guide.read("##");
        return guide;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The whole document with other text in place of the output after each block. */
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

    /** @param end how the line begins that ends the section; empty for the end of the document */
    private void read(String end) {
        while (at < lines.size() && (end.isEmpty() || !lines.get(at).startsWith(end))) {
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
