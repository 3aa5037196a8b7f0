package io.antiphon.insight.sentiment;

import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The two models of feelings in a file: of whole texts and of places in them. Immutable. */
public final class SentimentModel {

    private static final String SHIPPED = "sentiment.model";

    private final LinearModel document;
    private final LinearModel aspect;
    private final String version;

    private SentimentModel(LinearModel document, LinearModel aspect, String version) {
        this.document = document;
        this.aspect = aspect;
        this.version = version;
    }

    /**
     * The models of a file.
     *
     * @throws IOException if it holds none of feelings
     */
    public static SentimentModel of(ModelFile file) throws IOException {
        Optional<LinearModel> document = file.model("document");
        Optional<LinearModel> aspect = file.model("aspect");
        if (!file.kind().equals("sentiment") || document.isEmpty() || aspect.isEmpty()) {
            throw new IOException("it must be trained by train sentiment, with whole texts and with aspects");
        }
        return new SentimentModel(document.get(), aspect.get(), file.version());
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

    LinearModel document() {
        return document;
    }

    LinearModel aspect() {
        return aspect;
    }

    /** Its file's version. */
    public String version() {
        return version;
    }
}
