package io.antiphon.connector.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.antiphon.connector.file.Lines.Line;
import io.antiphon.spi.Mapping;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One JSON value a line. */
record JsonLines(Lines lines) implements Rows {

    @Override
    public @Nullable Row next() throws IOException {
        Line line = lines.next();
        while (line != null && line.content().isBlank()) {
            line = lines.next();
        }
        return line == null ? null : row(line);
    }

    private static Row row(Line line) {
        if (line.cut()) {
            return Row.malformed(line.number(), line.content(), "longer than " + Lines.MOST + " characters");
        }
        try {
            return Row.of(
                    line.number(), line.content(), Mapping.json(JsonRows.JSON.readValue(line.content(), Object.class)));
        } catch (JsonProcessingException e) {
            return Row.malformed(line.number(), line.content(), "not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public String format() {
        return "json";
    }
}
