package io.antiphon.connector.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a mail belongs.
 *
 * @param id its Message-ID with its angle brackets; empty if it has none that can serve as a name
 * @param inReplyTo the id of the mail it answers; empty if it answers none
 * @param root the id of the mail its thread began with; its own if it begins one
 */
record Threading(String id, String inReplyTo, String root) {

    private static final Pattern ID = Pattern.compile("<\\s*([^<>\\s]{1,498})\\s*>");
    private static final Pattern BARE = Pattern.compile("[^<>\\s,;]{1,498}@[^<>\\s,;]{1,255}");
    private static final int MOST = 1_000;
    private static final int LONGEST = 500;

    static Threading of(Fields fields) {
        String id = first(fields.raw("message-id")).orElse("");
        List<String> references = ids(fields.raw("references"));
        List<String> answered = ids(fields.raw("in-reply-to"));
        String inReplyTo = !answered.isEmpty()
                ? answered.get(0)
                : references.isEmpty() ? "" : references.get(references.size() - 1);
        String root = !references.isEmpty() ? references.get(0) : inReplyTo.isEmpty() ? id : inReplyTo;
        return new Threading(id, inReplyTo, root);
    }

    /** The first id in a header, also one without its brackets. */
    static Optional<String> first(String header) {
        List<String> ids = ids(header);
        if (!ids.isEmpty()) {
            return Optional.of(ids.get(0));
        }
        String bare = header.strip();
        return bare.length() < LONGEST && BARE.matcher(bare).matches()
                ? Optional.of("<" + bare + ">")
                : Optional.empty();
    }

    private static List<String> ids(String header) {
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(header);
        while (ids.size() < MOST && id.find()) {
            ids.add("<" + id.group(1) + ">");
        }
        return ids;
    }
}
