package io.antiphon.connector.file;

import io.antiphon.spi.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file: what is in it, or what is wrong with it.
 *
 * @param line the line it starts in, from 1
 * @param raw its text, with the header before it if it needs one to be understood
 * @param parts what is in it; null if it is malformed
 * @param problem what is malformed; empty if nothing
 */
record Row(long line, String raw, Mapping.@Nullable Parts parts, String problem) {

    static Row of(long line, String raw, Mapping.Parts parts) {
        return new Row(line, raw, parts, "");
    }

    static Row malformed(long line, String raw, String problem) {
        return new Row(line, raw, null, problem);
    }
}
