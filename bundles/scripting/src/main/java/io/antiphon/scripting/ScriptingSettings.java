package io.antiphon.scripting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of this room, in {@code etc/io.antiphon.scripting.cfg}. */
@ObjectClassDefinition(name = "Scripts")
public @interface ScriptingSettings {

    /** The configuration's name. */
    String PID = "io.antiphon.scripting";

    /** What failing tests do. */
    enum Tests {
        /** They are told. */
        warn,
        /** They keep the script from going live. */
        block
    }

    /** What a script's failing tests do. */
    @AttributeDefinition(
            name = "tests",
            description = "warn: a script goes live though its tests fail; block: it does not")
    Tests tests() default Tests.warn;

    /** The Camel components that connectors written in JavaScript may use. */
    @AttributeDefinition(
            name = "components",
            description =
                    "Camel components that connectors written in JavaScript may use; none that reads files or runs programs")
    String[] components() default {
        "amqp",
        "atom",
        "http",
        "https",
        "imap",
        "imaps",
        "jms",
        "kafka",
        "mqtt",
        "nats",
        "paho",
        "paho-mqtt5",
        "pop3",
        "pop3s",
        "pulsar",
        "quartz",
        "rss",
        "salesforce",
        "scheduler",
        "slack",
        "smtp",
        "smtps",
        "spring-rabbitmq",
        "telegram",
        "timer",
        "twilio",
        "zendesk"
    };
}
