package io.antiphon.insight.topics;

import io.antiphon.insight.models.LinearModel;
import io.antiphon.insight.models.ModelFile;
import java.io.IOException;
import java.util.Optional;

/** The model of topics in a file. Immutable. */
public final class TopicModel {

    /** The kind of its files. */
    public static final String KIND = "topics";

    /** The name of the model in its file. */
    public static final String MODEL = "topics";

    private final LinearModel model;
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
