package io.antiphon.profiles;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How identities are normalised and how far they may be linked. */
@ObjectClassDefinition(
        id = ProfileSettings.PID,
        name = "Profiles",
        description = "How identities are normalised and linked. A change counts for what is heard from then on; raise"
                + " 'rebuild' to build all profiles anew with it.")
@interface ProfileSettings {

    String PID = "io.antiphon.profiles";

    @AttributeDefinition(
            name = "Region",
            description =
                    "The country, as in DE or US, whose phone numbers are dialled without a country code; empty if"
                            + " there is no such country.")
    String region() default "";

    @AttributeDefinition(name = "E-mail schemes", description = "Identities of these schemes are e-mail addresses.")
    String emails() default "email";

    @AttributeDefinition(name = "Phone schemes", description = "Identities of these schemes are phone numbers.")
    String phones() default "phone,tel,mobile,sms";

    @AttributeDefinition(
            name = "Handle schemes",
            description = "Identities of these schemes are written with or without @, in capitals or not.")
    String handles() default "handle,twitter,x,instagram,telegram,facebook,tiktok,youtube,mastodon,bluesky,threads";

    @AttributeDefinition(
            name = "Most links",
            description = "An identity that signals link to so many others is shared by several people, like"
                    + " info@example.org: it links no further.")
    int mostLinks() default 50;

    @AttributeDefinition(
            name = "Most identities",
            description = "Signals join no profiles that would have more identities than this together.")
    int mostIdentities() default 1_000;

    @AttributeDefinition(
            name = "Account schemes",
            description =
                    "Identities of these schemes are companies or households: who gives one beside a name of his own"
                            + " belongs to it and is not it.")
    String accounts() default "account";

    @AttributeDefinition(
            name = "Ask",
            description =
                    "From 0 to 1: two identities that are so surely one person's, by what was told of them, are put before a"
                            + " person. Above 1: never.")
    double ask() default 0.9;

    @AttributeDefinition(
            name = "Merge",
            description =
                    "From 0 to 1: two identities that are so surely one person's are linked without asking. Above 1: never.")
    double merge() default 2;

    @AttributeDefinition(
            name = "Across networks",
            description = "Whether accounts on two social networks are compared with each other.")
    boolean acrossNetworks() default false;

    @AttributeDefinition(
            name = "Weights",
            description =
                    "A file that 'antiphon evaluate identity … --out FILE' wrote, to compare by instead of those shipped.")
    String weights() default "";

    @AttributeDefinition(
            name = "Legal basis",
            description = "On which identities are linked where a signal names none in its attribute 'legalBasis'.")
    String legalBasis() default "legitimate-interest";

    @AttributeDefinition(
            name = "Survivorship",
            description =
                    "Which word on a trait counts, as in 'name=trusted,city=frequent': the 'latest' (of all not named), that"
                            + " which most identities told, or that of the most trusted scheme.")
    String survivorship() default "";

    @AttributeDefinition(
            name = "Trust",
            description = "Schemes of identities, the most trusted first, as in 'crm,email'.")
    String trust() default "";

    @AttributeDefinition(
            name = "Rebuild",
            description = "Raise it by one to build all profiles anew from the journal, under the settings of now.")
    int rebuild() default 0;
}
