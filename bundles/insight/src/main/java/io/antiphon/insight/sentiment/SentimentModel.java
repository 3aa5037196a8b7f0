package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.text.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The models of feelings in a file: of whole texts and of places in them, each once for the languages it was trained in and
 * once, by the lexicon alone, for any. Immutable.
 */
public final class SentimentModel {

    /** The kind of its files. */
    public static final String KIND = "sentiment";

    private static final String SHIPPED = "sentiment.model";
    private static final String LANGUAGES = "languages";

    private final Lexicon lexicon = Lexicon.shipped();
    private final ModelFile file;
    private final String version;
    private final int known;

    /** What a model is asked about. */
    public enum Part {
        /** A whole text in a language trained. */
        DOCUMENT,
        /** A whole text in any language. */
        DOCUMENT_ANY,
        /** A place in a text in a language trained. */
        ASPECT,
        /** A place in a text in any language. */
        ASPECT_ANY;

        /** Its model's name in the file. */
        public String model() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The models of a file.
     *
     * @throws IOException if it holds none of feelings
     */
    public SentimentModel(ModelFile file) throws IOException {
        if (!file.kind().equals(KIND)) {
            throw new IOException("it was trained for " + file.kind() + ", not for feelings");
        }
        this.file = file;
        this.version = file.version();
        int mask = 0;
        List<String> trained =
                Arrays.asList(file.about().getOrDefault(LANGUAGES, "").split(" "));
        for (int i = 0; i < lexicon.languages().size(); i++) {
            mask |= trained.contains(lexicon.languages().get(i)) ? 1 << i : 0;
        }
        this.known = mask;
    }

    /** The file that comes with the product. */
    public static ModelFile shippedFile() throws IOException {
        try (InputStream in = SentimentModel.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IOException(SHIPPED + " is missing in the bundle");
            }
            return ModelFile.read(in, SHIPPED);
        }
    }

    /** Its file's version. */
    public String version() {
        return version;
    }

    /** Whether it can tell the feelings of whole texts, or about places in them. */
    public boolean has(Part part) {
        return file.model(part.model()).isPresent();
    }

    /** What it tells apart. */
    public List<String> labels(Part part) {
        return model(part).labels();
    }

    LinearModel model(Part part) {
        return file.model(part.model())
                .orElseThrow(() -> new IllegalStateException("The model has no part " + part.model()));
    }

    boolean knows(Reading reading, Clues clues) {
        if (clues.spoken != 0) {
            return (clues.spoken & known) != 0;
        }
        UnicodeScript script = reading.script();
        return script == UnicodeScript.LATIN || script == UnicodeScript.CYRILLIC || script == UnicodeScript.COMMON;
    }

    /** How a whole text feels: a confidence for each of {@link #labels}. */
    public float[] document(Reading reading) {
        Clues clues = Clues.of(lexicon, reading);
        return document(reading, clues);
    }

    float[] document(Reading reading, Clues clues) {
        return knows(reading, clues)
                ? model(Part.DOCUMENT).confidences(Features.of(reading, clues))
                : model(Part.DOCUMENT_ANY).confidences(Features.ofAny(reading, clues));
    }

    /** How units of a text feel: a confidence for each of {@link #labels}. */
    public float[] aspect(Reading reading, int from, int to) {
        Clues clues = Clues.of(lexicon, reading);
        return reading.tokens().count() == 0
                ? model(Part.ASPECT).confidences(new Bag(0))
                : aspect(reading, clues, Place.ofUnits(reading, from, to), knows(reading, clues));
    }

    float[] aspect(Reading reading, Clues clues, Place place, boolean knows) {
        return knows
                ? model(Part.ASPECT).confidences(Features.at(reading, clues, place))
                : model(Part.ASPECT_ANY).confidences(Features.atAny(clues, place));
    }

    /**
     * What a part sees of a text.
     *
     * @param from the first unit of the place; of no account for a whole text
     * @param to the unit after its last
     */
    public static Bag bag(Part part, Reading reading, int from, int to) {
        Clues clues = Clues.of(Lexicon.shipped(), reading);
        if (reading.tokens().count() == 0) {
            return new Bag(0);
        }
        return switch (part) {
            case DOCUMENT -> Features.of(reading, clues);
            case DOCUMENT_ANY -> Features.ofAny(reading, clues);
            case ASPECT -> Features.at(reading, clues, Place.ofUnits(reading, from, to));
            case ASPECT_ANY -> Features.atAny(clues, Place.ofUnits(reading, from, to));
        };
    }

    /** What a file says of the languages its models were trained in: those a good part of the texts are in. */
    public static Map<String, String> trainedIn(Iterable<String> texts) {
        Lexicon lexicon = Lexicon.shipped();
        int[] counts = new int[lexicon.languages().size()];
        int all = 0;
        for (String text : texts) {
            all++;
            int spoken = Clues.of(lexicon, Reading.of(text)).spoken;
            for (int i = 0; i < counts.length; i++) {
                counts[i] += spoken >>> i & 1;
            }
        }
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] * ENOUGH > all) {
                names.append(names.isEmpty() ? "" : " ")
                        .append(lexicon.languages().get(i));
            }
        }
        return new TreeMap<>(Map.of(LANGUAGES, names.toString()));
    }

    private static final int ENOUGH = 200;
}
