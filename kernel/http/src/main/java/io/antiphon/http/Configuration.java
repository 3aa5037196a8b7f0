package io.antiphon.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be written in {@code etc/io.antiphon.http.cfg}. */
@ObjectClassDefinition(name = "Front door")
@interface Configuration {

    @AttributeDefinition(description = "The largest body, in bytes")
    int body_limit() default 8 << 20;

    @AttributeDefinition(description = "The most signals of one request")
    int signals_limit() default 10_000;

    @AttributeDefinition(description = "The most requests a second of one address; 0 for any number")
    int rate_limit() default 0;

    @AttributeDefinition(description = "The most listeners to events")
    int event_clients() default 200;

    @AttributeDefinition(description = "How long the sender of a body may take, in seconds")
    int body_seconds() default 60;

    @AttributeDefinition(description = "Host names it answers to besides its own, separated by commas; * for any")
    String hosts() default "";
}
