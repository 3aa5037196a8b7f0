package io.antiphon.connector.webchat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes what a browser sent fit to be kept. */
final class Words {

    private static final int MOST_PAGE = 1_000;

    private Words() {}

    /** The text without control characters but tabs and line feeds, and with halves of characters replaced. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
                clean.appendCodePoint(half ? 0xFFFD : c);
            }
        });
        return clean.toString();
    }

    /** The address of a page without what may be secret in it: query and fragment; null if it is none. */
    static @Nullable String page(String address) {
        try {
            URI uri = new URI(address.length() > 4 * MOST_PAGE ? "" : address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
                return null;
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String page = scheme + "://" + uri.getHost() + port + path;
            return page.length() > MOST_PAGE ? page.substring(0, MOST_PAGE) : page;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A BCP 47 tag; null if it does not look like one. */
    static @Nullable String language(String tag) {
        return tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}") ? tag : null;
    }
}
