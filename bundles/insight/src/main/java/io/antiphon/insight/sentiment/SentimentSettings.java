package io.antiphon.insight.sentiment;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of feelings, in {@code etc/io.antiphon.insight.sentiment.cfg}. */
@ObjectClassDefinition(name = "Feelings")
public @interface SentimentSettings {

    /** The configuration's name. */
    String PID = "io.antiphon.insight.sentiment";

    /** The confidence from which a feeling is told. */
    @AttributeDefinition(
            name = "least",
            description = "The confidence, from 0 to 1, from which a feeling is told; below, nothing is said")
    double least() default 0.4;

    /** Whether names in no list count. */
    @AttributeDefinition(
            name = "names",
            description =
                    "Whether names that no list has count as subjects where they are surely names, such as @mentions")
    boolean names() default true;
}
