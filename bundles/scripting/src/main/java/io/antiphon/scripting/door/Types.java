package io.antiphon.scripting.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The types of what scripts use, for editors. */
public final class Types {

    /** The file's name. */
    public static final String FILE = "antiphon.d.ts";

    private Types() {}

    /** The text. */
    public static String text() {
        try (InputStream in = Types.class.getResourceAsStream("/js/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks js/" + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
