package io.antiphon.connector.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody's address as a header tells it.
 *
 * @param name how it is called for people; empty if it is not
 * @param mailbox the address itself; empty if there is none
 */
record Address(String name, String mailbox) {

    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;]{1,128}@[^\\s@<>,;]{1,255}");
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 200;

    /** All addresses in a header, as far as they can be told apart. */
    static List<Address> all(String header) {
        List<Address> found = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean isQuoted = false;
        int comments = 0;
        int angles = 0;
        for (int i = 0; i < header.length() && found.size() < MOST; i++) {
            char c = header.charAt(i);
            if (c == '\\' && i + 1 < header.length() && (isQuoted || comments > 0)) {
                piece.append(c).append(header.charAt(++i));
                continue;
            }
            isQuoted ^= c == '"' && comments == 0;
            comments = Math.max(0, comments + (isQuoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0));
            angles = isQuoted || comments > 0 ? angles : c == '<' ? 1 : c == '>' ? 0 : angles;
            boolean isPlain = !isQuoted && comments == 0;
            if (isPlain && angles == 0 && (c == ',' || c == ';')) {
                add(piece.toString(), found);
                piece.setLength(0);
            } else if (isPlain && angles == 0 && c == ':') {
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        add(piece.toString(), found);
        return List.copyOf(found);
    }

    /** The first address in a header that has a mailbox, else the first of all, else none. */
    static Address first(String header) {
        List<Address> all = all(header);
        return all.stream()
                .filter(address -> !address.mailbox().isEmpty())
                .findFirst()
                .orElse(all.isEmpty() ? new Address("", "") : all.get(0));
    }

    private static void add(String piece, List<Address> found) {
        int open = piece.lastIndexOf('<');
        int close = open < 0 ? -1 : piece.indexOf('>', open);
        String mailbox;
        String name;
        if (open >= 0) {
            mailbox = piece.substring(open + 1, close < 0 ? piece.length() : close);
            name = piece.substring(0, open);
        } else {
            int comment = piece.indexOf('(');
            mailbox = comment < 0 ? piece : piece.substring(0, comment);
            name = comment < 0 ? "" : piece.substring(comment + 1, Math.max(comment + 1, piece.lastIndexOf(')')));
        }
        String plain = mailbox.strip().replaceAll("\\s+", "");
        plain = plain.regionMatches(true, 0, "mailto:", 0, 7) ? plain.substring(7) : plain;
        boolean isMailbox = MAILBOX.matcher(plain).matches();
        String words = words(isMailbox ? name : piece);
        if (isMailbox || !words.isEmpty()) {
            found.add(new Address(words.equalsIgnoreCase(plain) ? "" : words, isMailbox ? plain : ""));
        }
    }

    private static String words(String text) {
        String unquoted = text.strip().replaceAll("^[\"']+|[\"']+$", "").replaceAll("\\\\(.)", "$1");
        String words = Fields.clean(EncodedWords.decode(unquoted))
                .replaceAll("^[\"']+|[\"']+$", "")
                .strip();
        return words.length() > LONGEST_NAME ? words.substring(0, LONGEST_NAME) : words;
    }

    /** As people write it. */
    String shown() {
        return name.isEmpty() ? mailbox : mailbox.isEmpty() ? name : name + " <" + mailbox + ">";
    }
}
