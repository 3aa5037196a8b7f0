package io.antiphon.insight.topics;

import io.antiphon.insight.models.Confidence;
import io.antiphon.insight.sentiment.Clues;
import io.antiphon.insight.text.Phrases;
import io.antiphon.insight.text.Reading;
import io.antiphon.insight.text.Tokens;
import io.antiphon.spi.Insight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wanted, by words that say so in many languages and by what is felt: a question, a request, a complaint, praise, and
 * whether it is urgent. Immutable.
 */
final class Cues {

    /** The type of insights that tell what is wanted. */
    static final String INTENT = "intent";

    /** The type of the insight that tells that it is urgent. */
    static final String URGENCY = "urgency";

    private static final List<String> KINDS = List.of("question", "request", "complaint", "praise", "urgent");
    private static final int QUESTION = 0;
    private static final int COMPLAINT = 2;
    private static final int PRAISE = 3;
    private static final int URGENT = 4;
    private static final int LOUD_LETTERS = 12;

    private final Phrases phrases;

    private Cues(Phrases phrases) {
        this.phrases = phrases;
    }

    static Cues shipped() throws IOException {
        try (InputStream in = Cues.class.getResourceAsStream("cues.txt")) {
            if (in == null) {
                throw new IOException("cues.txt is missing in the bundle");
            }
            Phrases phrases = new Phrases();
            int kind = -1;
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    kind = KINDS.indexOf(line.substring(1, line.length() - 1));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    for (String word : line.strip().split(" ")) {
                        phrases.add(word.replace('_', ' '), kind);
                    }
                }
            }
            return new Cues(phrases);
        }
    }

    List<Insight> in(Reading reading) {
        Tokens tokens = reading.tokens();
        float[] seen = new float[KINDS.size()];
        int shouts = 0;
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.kind(i) == Tokens.PUNCTUATION) {
                char mark = reading.chars()[tokens.from(i)];
                seen[QUESTION] += mark == '?' || mark == '؟' ? 2 : 0;
                shouts += mark == '!' ? tokens.to(i) - tokens.from(i) : 0;
                continue;
            }
            int match = phrases.match(reading, i);
            if (match >= 0) {
                seen[Phrases.value(match)]++;
                i += Phrases.length(match) - 1;
            }
        }
        float[] felt = Clues.sums(reading);
        if (felt[0] + felt[1] >= 2) {
            seen[PRAISE] += felt[0] / 2;
        } else if (felt[0] + felt[1] <= -1) {
            seen[COMPLAINT] -= felt[1] / 2;
        }
        if (seen[URGENT] > 0) {
            seen[URGENT] += (shouts > 1 ? 1 : 0) + (loud(reading) ? 1 : 0);
        }
        return told(seen);
    }

    private static List<Insight> told(float[] seen) {
        List<Insight> told = new ArrayList<>(2);
        boolean complains = seen[COMPLAINT] >= seen[PRAISE];
        for (int kind = 0; kind < seen.length; kind++) {
            boolean outweighed = kind == PRAISE && complains || kind == COMPLAINT && !complains;
            if (seen[kind] > 0 && !outweighed) {
                double confidence = Confidence.told(1 - 0.5 / (0.5 + seen[kind]));
                told.add(
                        kind == URGENT
                                ? Insight.of(URGENCY, "high", confidence)
                                : Insight.of(INTENT, KINDS.get(kind), confidence));
            }
        }
        return told;
    }

    /** Whether most letters are capitals. */
    private static boolean loud(Reading reading) {
        int letters = 0;
        int capitals = 0;
        int end = Math.min(reading.chars().length, 200);
        for (int i = 0; i < end; i++) {
            boolean upper = reading.isUpper(i);
            capitals += upper ? 1 : 0;
            letters += upper || Character.isLowerCase(reading.chars()[i]) ? 1 : 0;
        }
        return letters >= LOUD_LETTERS && capitals * 10 > letters * 7;
    }
}
