package io.antiphon.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.Keys;

/** The console's page of scripts, as a person uses it. */
final class ScriptsPage {

    private static final String VIEW = """
            const { EditorView } = await import('/ui/scripts/vendor/codemirror.js');
            const view = EditorView.findFromDOM(document.querySelector('.code .cm-editor'));
            """;

    private final Console console;
    private final Browser browser;

    ScriptsPage(Console console) {
        this.console = console;
        this.browser = console.browser();
    }

    /** Begins a new file and comes to its editor, where its template stands. */
    void begin(String kind, String name) {
        console.goAndLoad("scripts");
        browser.click(".script-new");
        browser.click(".new-choice[data-kind=" + kind + "]");
        browser.fill("#new-name", name);
        browser.click(".confirm");
        browser.find(".cm-content");
    }

    /** Opens a file. */
    void open(String file) {
        console.go("/scripts/" + file);
        browser.find("h1", file);
        browser.find(".cm-content");
    }

    /** Makes a new file live. */
    void make(String kind, String name, String text) {
        begin(kind, name);
        write(text);
        saveAndGoLive();
    }

    /** Puts a text in place of what is in the editor. */
    void write(String text) {
        browser.find(".cm-content");
        browser.later(VIEW + "view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: "
                + TextNode.valueOf(text) + " } })");
        browser.await("it is in the editor", b -> text().equals(text));
    }

    /** What is in the editor. */
    String text() {
        return browser.later(VIEW + "return view.state.doc.toString()").toString();
    }

    /** Saves by the keyboard. */
    void save() {
        browser.find(".cm-content").sendKeys(Keys.chord(Keys.CONTROL, "s"));
    }

    /** Saves by the keyboard and waits until it is live; gives the version. */
    String saveAndGoLive() {
        save();
        browser.find(".told-line[data-told=saved]", "Live as");
        return browser.find(".told-version").getText();
    }

    /** Forgets what was typed and is not saved, and comes to the list. */
    void forget() {
        browser.later("(await import('/ui/scripts/drafts.js')).drafts.set({})");
        console.goAndLoad("scripts");
    }

    void tab(String name) {
        browser.click("#tab-" + name);
        browser.find("[data-panel=" + name + "]");
    }

    /** Writes a file where it lies, as an editor outside of the console does. */
    void writeOutside(String file, String text) {
        try {
            Path folder = console.antiphon().home().resolve("scripts");
            Path beside = Files.writeString(folder.resolve(".written"), text);
            Files.move(beside, folder.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says something now and sees on its trace that this was decided; comes back to the page it was on. */
    void assertDecided(String said, String decided) {
        String before = browser.address();
        console.world().chat("Priya Shah", "priya@example.org", said);
        Heard.settled(console.antiphon());
        String id = latest(said);
        boolean unsaved = !browser.all(".act-discard").isEmpty();
        console.go("/signals/" + id);
        if (unsaved) {
            browser.click(".confirm", "Leave");
        }
        browser.find(".trace-decided .trace-action p", decided);
        console.go(URI.create(before).getPath());
        browser.find(".cm-content");
    }

    /** The id of the latest signal that says this. */
    private String latest(String said) {
        for (JsonNode signal :
                Heard.get(console.antiphon(), "/api/signals?limit=20").get("items")) {
            if (signal.toString().contains(said)) {
                return signal.get("id").asText();
            }
        }
        throw new AssertionError("Nobody said '" + said + "' of late");
    }

    /** A policy that answers what begins with "Is ". */
    static String greeter(String greeting) {
        return """
                export function decide(entry) {
                  if (entry.type !== 'understood' || !entry.signal.text?.startsWith('Is ')) return;
                  return { type: 'greet', text: 'GREETING' };
                }
                """.replace("GREETING", greeting);
    }
}
