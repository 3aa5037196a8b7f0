package io.antiphon.connector.feed;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import io.antiphon.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** One item of a feed as a signal. */
record Item(SyndFeed feed, SyndEntry entry) {

    /** Leaves room for a hash. */
    private static final int MOST_NAME = Signal.MOST_NAME - 100;

    Signal signal(String kind, String externalId) {
        String title = plain(entry.getTitle());
        String body = body();
        if (title == null && body == null) {
            throw new IllegalArgumentException("it has neither title nor text");
        }
        Date date = entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
        return Signal.of(kind)
                .externalId(externalId)
                .text(body == null ? title : body)
                .occurredAt(date == null ? null : date.toInstant())
                .language(language())
                .attribute("title", title)
                .attribute("link", blankToNull(entry.getLink()))
                .attribute("author", author())
                .attribute("categories", categories())
                .attribute("feed", plain(feed.getTitle()))
                .build();
    }

    /** What the feed calls it, else its link, else a hash of what it says; so it is the same wherever it stands. */
    String name() {
        String given = blankToNull(entry.getUri());
        String name = given == null ? blankToNull(entry.getLink()) : given;
        return name != null && name.length() <= MOST_NAME ? name : "sha256:" + hash(name == null ? content() : name);
    }

    /** For an item that shares its name with another one of its feed. */
    String nameByContent() {
        return name() + "#" + hash(content());
    }

    private String content() {
        return entry.getTitle() + "\n" + entry.getPublishedDate() + "\n" + body();
    }

    private @Nullable String body() {
        String longest = null;
        for (SyndContent content : contents()) {
            String text = content == null ? null : plain(content.getValue());
            if (text != null && (longest == null || text.length() > longest.length())) {
                longest = text;
            }
        }
        return longest;
    }

    private List<SyndContent> contents() {
        return Stream.concat(Stream.ofNullable(entry.getDescription()), entry.getContents().stream())
                .toList();
    }

    private @Nullable String author() {
        String author = blankToNull(entry.getAuthor());
        return author != null
                ? author
                : entry.getAuthors().stream()
                        .map(SyndPerson::getName)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable List<String> categories() {
        List<String> names = entry.getCategories().stream()
                .map(SyndCategory::getName)
                .filter(name -> name != null && !name.isBlank())
                .toList();
        return names.isEmpty() ? null : names;
    }

    private @Nullable String language() {
        String language = blankToNull(feed.getLanguage());
        return language != null && language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*") ? language : null;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Text without markup, with line breaks where paragraphs ended; null if nothing is left. */
    static @Nullable String plain(@Nullable String html) {
        if (html == null || html.isBlank()) {
            return null;
        }
        Document document = Jsoup.parse(html);
        document.select("script, style").remove();
        document.select("p, div, li, tr, h1, h2, h3, h4, blockquote").append("\n");
        return blankToNull(document.body()
                .wholeText()
                .replace("\r", "")
                .replace('\u00A0', ' ')
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\\n\\s*\\n\\s*", "\n\n")
                .replaceAll(" ?\\n ?", "\n"));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
