package io.antiphon.insight.topics;

import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import io.antiphon.insight.text.CommonWords;
import io.antiphon.insight.text.Reading;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The model of topics in a file. Immutable. */
public final class TopicModel {

    /** The kind of its files. */
    public static final String KIND = "topics";

    /** The name of the model in its file. */
    public static final String MODEL = "topics";

    private static final String LANGUAGES = "languages";

    private final LinearModel model;
    private final int known;
    private final String version;

    /**
     * The model of a file.
     *
     * @throws IOException if it holds none of topics
     */
    public TopicModel(ModelFile file) throws IOException {
        Optional<LinearModel> found = file.model(MODEL);
        if (!file.kind().equals(KIND) || found.isEmpty()) {
            throw new IOException("it was trained for " + file.kind() + ", not for topics");
        }
        this.model = found.get();
        this.version = file.version();
        this.known = CommonWords.mask(
                Arrays.asList(file.about().getOrDefault(LANGUAGES, "").split(" ")));
    }

    /** Whether a text may be in a language it was trained in, as far as can be told. */
    boolean suits(Reading reading) {
        int spoken = reading.spoken();
        return known == 0 || spoken == 0 || (spoken & known) != 0;
    }

    /** What tells the topics apart. */
    public LinearModel model() {
        return model;
    }

    /** Its file's version. */
    public String version() {
        return version;
    }
}
