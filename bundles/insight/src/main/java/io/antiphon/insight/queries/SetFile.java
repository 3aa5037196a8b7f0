package io.antiphon.insight.queries;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a set's file says.
 *
 * @param text what can be read of it
 * @param faults why that is not all; empty if it is
 */
record SetFile(String text, List<SetFault> faults) {

    /** What stands for a character that cannot be read. */
    static final char UNREAD = '\uFFFD';

    /** Reads a file. Bytes that are no UTF-8 are a fault, and the rest is read all the same. */
    static SetFile read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String text = new String(bytes, StandardCharsets.UTF_8);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes), chars, true);
        return new SetFile(text, result.isError() ? List.of(garbled(text, chars.position())) : List.of());
    }

    /** A file of which nothing can be read. */
    static SetFile unreadable(String why) {
        return new SetFile("", List.of(new SetFault("", 1, 1, why, why)));
    }

    private static SetFault garbled(String text, int at) {
        String message = "This character is not written in UTF-8: save the file as UTF-8.";
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = at - before.lastIndexOf('\n');
        return new SetFault("", line, column, message, new Mistake(at, at + 1, message).shown(text));
    }

    /** The set that it makes: without the queries that are not read whole. */
    QuerySet set(String name) {
        QuerySet read = QuerySet.read(name, text);
        return faults.isEmpty() ? read : read.without(UNREAD, faults);
    }
}
