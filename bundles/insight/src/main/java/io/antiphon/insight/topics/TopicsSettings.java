package io.antiphon.insight.topics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of topics, in {@code etc/io.antiphon.insight.topics.cfg}. */
@ObjectClassDefinition(name = "Topics")
public @interface TopicsSettings {

    /** The configuration's name. */
    String PID = "io.antiphon.insight.topics";

    /** The confidence from which a model's finding is told. */
    @AttributeDefinition(
            name = "least",
            description = "The confidence, from 0 to 1, from which a model's finding is told; below, nothing is said")
    double least() default 0.5;
}
