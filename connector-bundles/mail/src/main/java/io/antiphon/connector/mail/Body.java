package io.antiphon.connector.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a mail's parts say and bring.
 *
 * @param text what is to be read, as plain text
 * @param isCut whether that is only its start
 * @param attachments name, type, size and SHA-256 of all other parts
 */
record Body(String text, boolean isCut, List<Map<String, Object>> attachments) {

    private static final int MOST_ATTACHMENTS = 200;

    /** Plain text is taken where there is some; HTML where there is nothing else, also beside plain text that stands alone. */
    static Body of(List<Part> parts) {
        List<Part> texts = parts.stream().filter(Part::isText).toList();
        boolean hasPlain = texts.stream()
                .anyMatch(
                        part -> part.type().equals("text/plain") && !part.text().isBlank());
        Set<Part> read = new HashSet<>();
        StringBuilder all = new StringBuilder();
        boolean isCut = false;
        for (Part part : texts) {
            boolean isPlain = !part.type().equals("text/html");
            boolean isAlternative = part.within().equals("multipart/alternative")
                    || part.within().equals("multipart/related")
                    || part.within().isEmpty();
            if (isPlain || !hasPlain || !isAlternative) {
                String text = isPlain ? part.text() : Html.text(part.text());
                all.append(all.isEmpty() || text.isBlank() ? "" : "\n\n").append(text.strip());
                isCut |= part.cut();
            }
            read.add(part);
        }
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (Part part : parts) {
            if (!read.contains(part) && attachments.size() < MOST_ATTACHMENTS && part.size() > 0) {
                attachments.add(
                        Map.of("name", part.name(), "type", part.type(), "size", part.size(), "sha256", part.sha256()));
            }
        }
        return new Body(all.toString(), isCut, List.copyOf(attachments));
    }
}
