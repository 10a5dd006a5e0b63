package io.moonconnect.reload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkus.runtime.configuration.ConfigurationException;

/** A text setting: in a configuration key, or in a watched file whose path is in the same key with {@code -file}. */
public class TextSetting<T> implements FileFormat<T> {

    private final String name;
    private final String textKey;
    private final String form;
    private final Function<String, Optional<T>> parser;

    /**
     * @param name see {@link #name()}
     * @param textKey configuration key of the text
     * @param form the required form, after the words "must hold"
     * @param parser empty for a text of another form
     */
    public TextSetting(String name, String textKey, String form, Function<String, Optional<T>> parser) {
        this.name = name;
        this.textKey = textKey;
        this.form = form;
        this.parser = parser;
    }

    /**
     * The current value; empty if neither is set.
     *
     * @throws ConfigurationException if both are set, or the value is invalid; never contains the text
     */
    public final Optional<Supplier<T>> find(Optional<String> text, Optional<Path> file, WatchedFiles files) {
        if (text.isPresent() && file.isPresent()) {
            throw new ConfigurationException(textKey + " and " + key() + " are both set: set one");
        }
        return file.<Supplier<T>>map(path -> files.open(path, this))
                .or(() -> text.map(this::fixed).map(value -> () -> value));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String key() {
        return textKey + "-file";
    }

    @Override
    public final T read(byte[] content) throws BadFileException {
        return parser.apply(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new BadFileException("it must hold " + form));
    }

    private T fixed(String text) {
        return parser.apply(text).orElseThrow(() -> new ConfigurationException(textKey + " must hold " + form));
    }
}
