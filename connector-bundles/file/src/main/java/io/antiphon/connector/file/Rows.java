package io.antiphon.connector.file;

import io.antiphon.spi.Mapping;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one file, read one after the other, never all at once. */
interface Rows {

    /**
     * The next row; null after the last.
     *
     * @throws MalformedFileException if nothing after this can be understood
     */
    @Nullable
    Row next() throws IOException;

    /** What the mapping names and these rows do not have; empty if nothing is missing or nobody can know. */
    default String missing(Mapping mapping) {
        return "";
    }

    /** What it takes to read one of its rows alone: {@code csv}, or {@code csv;} with the delimiter, {@code json}. */
    String format();
}
