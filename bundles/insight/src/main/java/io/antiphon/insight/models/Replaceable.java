package io.antiphon.insight.models;

import io.antiphon.spi.Enricher;
import java.io.IOException;

/** Whose models can be tried before they are live. A service of this bundle; any thread. */
public interface Replaceable {

    /** The name of the enricher that asks the models. */
    String enricher();

    /** The kind of models it asks, as their files tell it. */
    String kind();

    /**
     * What the enricher would be if a model were live under a name, and everything else as it is now. Changes nothing.
     *
     * @param name its file's name without {@code .model}
     * @throws IOException if it could not be live; the message tells why and what to do
     */
    Replaced with(String name, ModelFile file) throws IOException;

    /** An enricher with another model, and the version it would be offered in. */
    record Replaced(Enricher enricher, String version) {}
}
