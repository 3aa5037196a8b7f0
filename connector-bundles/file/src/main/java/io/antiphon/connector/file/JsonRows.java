package io.antiphon.connector.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.spi.Mapping;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The elements of a JSON list, or one JSON value. */
final class JsonRows implements Rows {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonParser parser;
    private final String each;
    private boolean started;
    private boolean inList;
    private boolean ended;

    JsonRows(Reader in, String each) throws IOException {
        JsonParser whole = JSON.getFactory().createParser(in);
        this.each = each;
        this.parser = each.isEmpty()
                ? whole
                : new FilteringParserDelegate(
                        whole, new JsonPointerBasedFilter(each), Inclusion.ONLY_INCLUDE_ALL, false);
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            return ended ? null : read();
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MalformedFileException(line, e.getOriginalMessage());
        }
    }

    private @Nullable Row read() throws IOException {
        JsonToken token = parser.nextToken();
        if (!started) {
            started = true;
            if (token == null && !each.isEmpty()) {
                throw new MalformedFileException(1, "there is nothing at '" + each + "'");
            }
            inList = token == JsonToken.START_ARRAY;
            token = inList ? parser.nextToken() : token;
        }
        if (token == null || inList && token == JsonToken.END_ARRAY) {
            ended = true;
            assertNothingFollows(token);
            return null;
        }
        long line = parser.currentTokenLocation().getLineNr();
        Object value = JSON.reader()
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .forType(Object.class)
                .readValue(parser);
        return Row.of(line, JSON.writeValueAsString(value), Mapping.json(value));
    }

    private void assertNothingFollows(@Nullable JsonToken token) throws IOException {
        if (token != null && each.isEmpty() && parser.nextToken() != null) {
            throw new MalformedFileException(
                    parser.currentTokenLocation().getLineNr(), "something follows the end of the list");
        }
    }

    @Override
    public String format() {
        return "json";
    }
}
