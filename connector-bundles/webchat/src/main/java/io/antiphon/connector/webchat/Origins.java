package io.antiphon.connector.webchat;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sites that may embed the chat. */
final class Origins {

    private static final String ANY = "*";
    private static final String FORM = "(https?)://([a-z0-9.-]+|\\[[0-9a-f:]+\\])(:\\d{1,5})?";

    private final Set<String> allowed;

    Origins(List<String> configured) {
        allowed = configured.stream().map(Origins::plain).collect(Collectors.toUnmodifiableSet());
    }

    static List<Problem> problems(List<String> configured) {
        List<Problem> problems = new ArrayList<>();
        for (String origin : configured) {
            String plain = plain(origin);
            if (plain.equals(ANY)) {
                problems.add(Problem.warning(
                        "origins",
                        "Every web site can embed this chat.",
                        "Name the sites that may, unless that is meant."));
            } else if (!plain.matches(FORM)) {
                problems.add(Problem.error(
                        "origins",
                        "'" + Words.clean(plain) + "' is no origin: a scheme, a host, perhaps a port, and no path.",
                        "For example: https://www.example.org"));
            } else if (plain.startsWith("http:") && !plain.matches("http://(localhost|127\\..*|\\[::1\\])(:\\d+)?")) {
                problems.add(
                        Problem.warning("origins", plain + " is not encrypted: others can read along.", "Use https."));
            }
        }
        return problems;
    }

    /** As browsers write it: lower case, and without the port that the scheme has anyway. */
    private static String plain(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("https:") && lower.endsWith(":443")) {
            return lower.substring(0, lower.length() - 4);
        }
        return lower.startsWith("http:") && lower.endsWith(":80") ? lower.substring(0, lower.length() - 3) : lower;
    }

    private boolean mayEmbed(String origin) {
        return allowed.contains(ANY) || allowed.contains(plain(origin));
    }

    /**
     * FORBIDDEN if a browser asks for a page of another site. Every browser names the origin unless a page of our own host asks with
     * GET.
     */
    void admit(Request request) {
        Optional<String> origin = request.header("origin");
        boolean harmless = origin.isEmpty() && request.method().equals("GET");
        if (!harmless && !mayEmbed(origin.orElse(""))) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN,
                    "This site may not embed the chat; its origin is to be named in the connection's setting 'origins'");
        }
    }

    /** What lets a browser show the answer to a page of an allowed site. */
    Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("vary", "Origin");
        request.header("origin").filter(this::mayEmbed).ifPresent(origin -> {
            headers.put("access-control-allow-origin", origin);
            headers.put("access-control-expose-headers", "Retry-After");
            headers.put("cross-origin-resource-policy", "cross-origin");
        });
        return headers;
    }

    /** What a browser asks before it asks: the same and what may be asked. */
    Map<String, String> preflight(Request request) {
        Map<String, String> headers = headers(request);
        headers.put("access-control-allow-methods", "GET, POST");
        headers.put("access-control-allow-headers", "Authorization, Content-Type, Last-Event-ID");
        headers.put("access-control-max-age", "600");
        return headers;
    }
}
