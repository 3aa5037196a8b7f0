package io.antiphon.insight.language;

import io.antiphon.insight.language.LanguageModel.Part;
import io.antiphon.spi.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells the language of texts, short ones too. Shared by threads; the model is read when it is first asked. */
public final class Languages {

    private static final String MODEL = "languages.bin";
    private static final double LEAST = 0.3;
    private static final int FEWEST_LETTERS = 2;
    private static final double BY_SCRIPT = 0.99;
    private static final double CERTAIN = 0.9;
    private static final float NEGLIGIBLE = 10;
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("bs", "hr", "sr", "sh", "cnr"),
            Set.of("nb", "nn", "no", "da"),
            Set.of("id", "ms"),
            Set.of("zh", "yue", "cmn"),
            Set.of("fil", "tl"),
            Set.of("gl", "pt"),
            Set.of("zu", "xh", "nd", "nr", "ss"),
            Set.of("st", "tn", "nso"),
            Set.of("rw", "rn"),
            Set.of("hi", "ne", "mai", "bho", "doi"),
            Set.of("ur", "pnb", "skr"));
    private static final String UND = "und";

    private static final class Shipped {
        private static final Languages LANGUAGES = shipped();
    }

    private final LanguageModel model;
    private final String[] only = new String[Script.count()];
    private final Queue<Grams> idle = new ConcurrentLinkedQueue<>();

    private Languages(LanguageModel model) {
        this.model = model;
        for (int i = 0; i < only.length; i++) {
            Script script = Script.numbered(i);
            List<String> tags = Catalog.ALL.stream()
                    .filter(language -> language.script() == script)
                    .map(Catalog.Language::full)
                    .toList();
            only[i] = tags.size() == 1 ? tags.get(0) : "";
        }
    }

    private static Languages shipped() {
        try (InputStream in = Languages.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException(MODEL + " is missing beside " + Languages.class);
            }
            return new Languages(LanguageModel.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a model of one's own. */
    static Languages of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Languages(LanguageModel.read(in));
        }
    }

    /** The shipped model's. */
    static Languages shippedOnes() {
        return Shipped.LANGUAGES;
    }

    /** The language of a text, by its first 600 letters; {@link Detected#UNKNOWN} if it cannot be told. */
    public static Detected detect(CharSequence text) {
        return Shipped.LANGUAGES.tell(text);
    }

    /**
     * The language of a signal. What it states is believed, unless the text is clearly in another: a script the stated language is not written
     * in, or a detection that is all but certain of a text that is not short.
     */
    public static Detected of(Signal signal) {
        return Stated.weigh(signal.language(), signal.text());
    }

    /** Whether two languages are so alike that a detection of one is no word against the other. */
    static boolean related(String one, String other) {
        return ALIKE.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }

    /** Whether a text is in a script that a language is not written in. Any may be transcribed into Latin letters. */
    static boolean foreign(String language, CharSequence text) {
        Grams own = Shipped.LANGUAGES.grams();
        own.read(text, Grams.FIRST_LETTERS);
        Script script = Script.main(own.letters());
        Shipped.LANGUAGES.idle.offer(own);
        List<Catalog.Language> same =
                Catalog.ALL.stream().filter(each -> each.tag().equals(language)).toList();
        return script != Script.LATIN
                && script != Script.NONE
                && !same.isEmpty()
                && same.stream().noneMatch(each -> each.script() == script);
    }

    Detected tell(CharSequence text) {
        Detected best = guess(text);
        return best.confidence() < LEAST || best.tag().equals(UND) ? Detected.UNKNOWN : best;
    }

    /** The likeliest, however unlikely: by the first letters, and by more of them if those leave a doubt. */
    Detected guess(CharSequence text) {
        Grams own = grams();
        boolean more = own.read(text, Grams.FIRST_LETTERS);
        Detected told = guess(own);
        if (more && told.confidence() < CERTAIN) {
            own.read(text, Grams.MOST_LETTERS);
            told = guess(own);
        }
        idle.offer(own);
        return told;
    }

    private Grams grams() {
        Grams given = idle.poll();
        return given == null ? new Grams() : given;
    }

    private Detected guess(Grams own) {
        Script script = Script.main(own.letters());
        if (script == Script.NONE || own.letters()[script.ordinal()] < FEWEST_LETTERS && !ideographic(script)) {
            return Detected.UNKNOWN;
        }
        String single = only[script.ordinal()];
        if (!single.isEmpty()) {
            return new Detected(single, BY_SCRIPT);
        }
        own.hash(script);
        float[] scores = model.scores(own, script);
        return scores.length == 0 ? Detected.UNKNOWN : best(scores, model.languages(script));
    }

    private static boolean ideographic(Script script) {
        return script == Script.HAN || script == Script.KANA || script == Script.HANGUL;
    }

    private static Detected best(float[] scores, Part[] parts) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        double all = 0;
        for (float score : scores) {
            all += score > scores[best] - NEGLIGIBLE ? Math.exp(score - scores[best]) : 0;
        }
        return new Detected(parts[best].tag(), 1 / all);
    }
}
