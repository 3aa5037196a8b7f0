package io.antiphon.connector.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A leaf of a mail: a text, an attachment, a mail within the mail.
 *
 * @param fields its own header
 * @param type its media type in lower case
 * @param within the media type of the multipart it stands in; empty for a mail without parts
 * @param content its decoded bytes if it is text or tells about a mail, up to a limit; else empty
 * @param cut whether the content is only its start
 * @param size its size, decoded
 * @param sha256 of the decoded bytes, in hexadecimal digits
 */
record Part(Fields fields, String type, String within, byte[] content, boolean cut, long size, String sha256) {

    private static final Pattern META =
            Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{2,40})");
    private static final int START = 2_048;
    private static final int LONGEST_NAME = 255;

    /** What it is called; empty if it has no name. */
    String name() {
        String given = fields.parameters("content-disposition").get("filename");
        String name =
                Fields.clean(given.isBlank() ? fields.parameters("content-type").get("name") : given);
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Whether it is to be read as part of the mail's own text. */
    boolean isText() {
        boolean readable = type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched");
        return readable && !fields.parameters("content-disposition").value().equals("attachment") && name().isEmpty();
    }

    /** Its characters. */
    String text() {
        String charset = fields.parameters("content-type").get("charset");
        if (charset.isEmpty() && type.equals("text/html")) {
            Matcher meta =
                    META.matcher(new String(content, 0, Math.min(content.length, START), StandardCharsets.ISO_8859_1));
            charset = meta.find() ? meta.group(1).toLowerCase(Locale.ROOT) : "";
        }
        String text =
                Charsets.decode(content, charset).replaceAll("\r\n?", "\n").replace("\0", "");
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
