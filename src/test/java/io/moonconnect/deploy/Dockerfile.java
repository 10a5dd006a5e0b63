package io.moonconnect.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Dockerfile as its stages, each with its instructions; lines that go on are joined, comments are left out. */
record Dockerfile(List<Instruction> global, List<Stage> stages) {

    record Instruction(String name, String arguments) {}

    /** @param base an image, or the name of an earlier stage */
    record Stage(String base, Optional<String> name, List<Instruction> instructions) {

        List<String> all(String instruction) {
            return instructions.stream()
                    .filter(any -> any.name().equals(instruction))
                    .map(Instruction::arguments)
                    .toList();
        }
    }

    static Dockerfile read(String file) {
        Dockerfile read = new Dockerfile(new ArrayList<>(), new ArrayList<>());
        for (Instruction instruction : instructions(file)) {
            if (instruction.name().equals("FROM")) {
                String[] from = instruction.arguments().split(" AS ");
                Optional<String> name = from.length == 2 ? Optional.of(from[1]) : Optional.empty();
                read.stages.add(new Stage(from[0], name, new ArrayList<>()));
            } else if (read.stages.isEmpty()) {
                read.global.add(instruction);
            } else {
                read.stages.get(read.stages.size() - 1).instructions.add(instruction);
            }
        }
        return read;
    }

    Stage stage(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stage " + name));
    }

    /** What becomes the image: the last stage. */
    Stage last() {
        return stages.get(stages.size() - 1);
    }

    /** The instructions that a stage has of its own and those of the stages that it is made from, earliest first. */
    List<Stage> lineage(Stage stage) {
        List<Stage> lineage = new ArrayList<>();
        stages.stream()
                .filter(other -> other.name().equals(Optional.of(stage.base())))
                .forEach(parent -> lineage.addAll(lineage(parent)));
        lineage.add(stage);
        return lineage;
    }

    /** All that one instruction says in what becomes the image. */
    List<String> ofTheImage(String instruction) {
        return lineage(last()).stream()
                .flatMap(stage -> stage.all(instruction).stream())
                .toList();
    }

    private static List<Instruction> instructions(String file) {
        try {
            String joined = Files.readString(Path.of(file))
                    .replaceAll("(?m)^\\s*#.*\n", "")
                    .replaceAll("\\\\\n\\s*", "");
            return joined.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(" ", 2))
                    .map(words -> new Instruction(words[0], words[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
