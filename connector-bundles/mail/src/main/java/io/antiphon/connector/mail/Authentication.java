package io.antiphon.connector.mail;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What our own mail server found out about who sent a mail (RFC 8601); what others claim to have found is not believed. */
final class Authentication {

    private static final Pattern RESULT = Pattern.compile("(?i)(?:^|[;\\s])(spf|dkim|dmarc|arc)\\s*=\\s*([a-z]{1,20})");
    private static final int LONGEST = 2_000;

    private Authentication() {}

    /** The first result of each method that the trusted server wrote; empty if nobody is trusted or it wrote nothing. */
    static Map<String, Object> of(Fields fields, String trusted) {
        Map<String, Object> found = new LinkedHashMap<>();
        if (trusted.isEmpty()) {
            return found;
        }
        for (String header : fields.all("authentication-results")) {
            int semicolon = header.indexOf(';');
            String by = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
            if (!by.equalsIgnoreCase(trusted)
                    && !by.toLowerCase(Locale.ROOT).startsWith(trusted.toLowerCase(Locale.ROOT) + " ")) {
                continue;
            }
            found.putIfAbsent("by", trusted);
            found.putIfAbsent("said", header.length() > LONGEST ? header.substring(0, LONGEST) : header);
            Matcher result = RESULT.matcher(header.replaceAll("\\([^()]*\\)|\"[^\"]*\"", " "));
            while (result.find()) {
                found.putIfAbsent(
                        result.group(1).toLowerCase(Locale.ROOT),
                        result.group(2).toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }
}
