package io.antiphon.connector.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** What a person reads of HTML, as plain text; nothing in it is run, fetched or shown as markup. */
final class Html {

    private static final Set<String> UNREAD = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "object",
            "embed",
            "iframe",
            "svg",
            "math",
            "textarea",
            "select");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "pre",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "blockquote",
            "center",
            "dt",
            "dd",
            "address",
            "form",
            "fieldset",
            "body");
    private static final Set<String> APART =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table");
    private static final int MOST = 2_000_000;
    private static final int DEEPEST_QUOTE = 20;

    private Html() {}

    static String text(String html) {
        Document document = Jsoup.parse(html.length() > MOST ? html.substring(0, MOST) : html);
        Writer writer = new Writer();
        NodeTraversor.traverse(writer, document.body());
        return writer.text();
    }

    /** Writes lines while the tree is walked. */
    private static final class Writer implements NodeVisitor {

        private final StringBuilder out = new StringBuilder();
        private int unread;
        private int quotes;
        private int quotesAbove;
        private int preformatted;
        private int wantedBreaks;
        private boolean atStart = true;
        private boolean space;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text && unread == 0) {
                write(text.getWholeText());
            } else if (node instanceof Element element) {
                String name = element.normalName();
                unread += UNREAD.contains(name) ? 1 : 0;
                if (unread == 0) {
                    open(element, name);
                }
            }
        }

        private void open(Element element, String name) {
            if (name.equals("br")) {
                wantedBreaks++;
                space = false;
            } else if (BLOCKS.contains(name)) {
                apart(name);
            }
            preformatted += name.equals("pre") ? 1 : 0;
            quotes += name.equals("blockquote") ? 1 : 0;
            if (name.equals("li")) {
                write("- ");
            } else if (name.equals("img")) {
                space = true;
                write(element.attr("alt"));
                space = true;
            } else if (name.equals("td") || name.equals("th")) {
                space = true;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (unread == 0) {
                close(element, name);
            }
            unread -= UNREAD.contains(name) ? 1 : 0;
        }

        private void close(Element element, String name) {
            String address = element.attr("href").strip();
            boolean isLink = name.equals("a") && address.matches("(?i)(https?://|mailto:|tel:).*");
            if (isLink && !shows(element.text(), address)) {
                write(" <" + address + ">");
            }
            if (BLOCKS.contains(name)) {
                apart(name);
            }
            quotes -= name.equals("blockquote") ? 1 : 0;
            preformatted -= name.equals("pre") ? 1 : 0;
        }

        private static boolean shows(String text, String address) {
            String plain =
                    address.replaceFirst("(?i)^(https?://|mailto:|tel:)", "").replaceFirst("/$", "");
            return text.contains(plain);
        }

        private void apart(String name) {
            wantedBreaks = Math.max(wantedBreaks, APART.contains(name) ? 2 : 1);
            space = false;
        }

        private void write(String text) {
            String clean = text.replace('\u00A0', ' ').replace("\u200B", "").replace("\r", "");
            if (preformatted > 0) {
                for (String line : clean.split("(?<=\n)", -1)) {
                    word(line.replace("\n", ""));
                    wantedBreaks += line.endsWith("\n") ? 1 : 0;
                }
                return;
            }
            space |= !clean.isEmpty() && Character.isWhitespace(clean.charAt(0));
            for (String word : clean.strip().split("\\s+")) {
                word(word);
                space = true;
            }
            space = !clean.isEmpty() && (clean.isBlank() || Character.isWhitespace(clean.charAt(clean.length() - 1)));
        }

        private void word(String word) {
            if (word.isEmpty()) {
                return;
            }
            if (atStart || wantedBreaks > 0) {
                for (int i = 0; !atStart && i < Math.min(wantedBreaks, 2); i++) {
                    out.append(i == 0 ? "" : mark(Math.min(quotes, quotesAbove)).stripTrailing())
                            .append('\n');
                }
                out.append(mark(quotes));
                quotesAbove = quotes;
            } else if (space) {
                out.append(' ');
            }
            out.append(word);
            atStart = false;
            wantedBreaks = 0;
            space = false;
        }

        private static String mark(int depth) {
            return "> ".repeat(Math.min(depth, DEEPEST_QUOTE));
        }

        String text() {
            return out.toString().strip();
        }
    }
}
