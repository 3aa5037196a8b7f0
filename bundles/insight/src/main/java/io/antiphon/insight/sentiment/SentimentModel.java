package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.Bag;
import io.antiphon.insight.models.CommonFeatures;
import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.text.CommonWords;
import io.antiphon.insight.text.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;

/**
 * The models of feelings in a file: of whole texts and of places in them, each once for the languages it was trained in and
 * once, by the lexicon alone, for any. Immutable.
 */
public final class SentimentModel {

    /** The kind of its files. */
    public static final String KIND = "sentiment";

    /** What a file says of the languages its models were trained in. */
    public static final String LANGUAGES = "languages";

    private static final String SHIPPED = "sentiment.model";

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
        this.known = CommonWords.mask(
                Arrays.asList(file.about().getOrDefault(LANGUAGES, "").split(" ")));
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

    /** Whether a text is in a language it was trained in. */
    boolean knows(Reading reading) {
        int spoken = reading.spoken();
        if (spoken != 0) {
            return (spoken & known) != 0;
        }
        UnicodeScript script = reading.script();
        return script == UnicodeScript.LATIN || script == UnicodeScript.CYRILLIC || script == UnicodeScript.COMMON;
    }

    /** How a whole text feels: a confidence for each of {@link #labels}. */
    public float[] document(Reading reading) {
        Clues clues = Clues.of(reading);
        return document(reading, clues);
    }

    float[] document(Reading reading, Clues clues) {
        return knows(reading)
                ? model(Part.DOCUMENT).confidences(CommonFeatures.of(reading), Features.own(reading, clues))
                : model(Part.DOCUMENT_ANY).confidences(Features.ofAny(reading, clues));
    }

    /** How units of a text feel: a confidence for each of {@link #labels}. */
    public float[] aspect(Reading reading, int from, int to) {
        Clues clues = Clues.of(reading);
        return reading.tokens().count() == 0
                ? model(Part.ASPECT).confidences(new Bag(0))
                : aspect(reading, clues, Place.ofUnits(reading, clues, from, to), knows(reading));
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
        Clues clues = Clues.of(reading);
        if (reading.tokens().count() == 0) {
            return new Bag(0);
        }
        return switch (part) {
            case DOCUMENT -> Features.of(reading, clues);
            case DOCUMENT_ANY -> Features.ofAny(reading, clues);
            case ASPECT -> Features.at(reading, clues, Place.ofUnits(reading, clues, from, to));
            case ASPECT_ANY -> Features.atAny(clues, Place.ofUnits(reading, clues, from, to));
        };
    }
}
