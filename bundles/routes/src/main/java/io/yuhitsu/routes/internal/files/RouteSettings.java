package io.yuhitsu.routes.internal.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What {@code {{name}}} in the shipped route files stands for; other names may be added for own files. */
@ObjectClassDefinition(name = "Route files", description = "Values for route files; any other name may be added")
@interface RouteSettings {
    @AttributeDefinition(description = "Folder that recordings are taken from")
    String inbox_folder() default "${yuhitsu.data}/inbox";

    @AttributeDefinition(description = "Where recordings go when they are stored")
    String accepted_folder() default "${yuhitsu.data}/accepted";

    @AttributeDefinition(description = "Where files go that cannot be recordings")
    String rejected_folder() default "${yuhitsu.data}/rejected";

    @AttributeDefinition(description = "Delete recordings when they are stored, instead of moving them")
    boolean inbox_delete() default false;

    @AttributeDefinition(description = "Take a recording only when NAME.done lies beside it")
    boolean inbox_done_file() default false;

    @AttributeDefinition(description = "How long a file has to stay unchanged")
    String inbox_settle() default "2s";

    @AttributeDefinition(description = "The same for a file that ends in zeros")
    String inbox_settle_zeros() default "30s";

    @AttributeDefinition(description = "So long after its last change an incomplete recording is waited for")
    String inbox_young() default "10m";

    @AttributeDefinition(description = "Folder that documents are delivered to")
    String outbox_folder() default "${yuhitsu.data}/outbox";

    @AttributeDefinition(description = "Recordings that are transcribed at once", min = "1", max = "64")
    int transcribe_concurrency() default 2;

    @AttributeDefinition(description = "Transcripts that are made into minutes at once", min = "1", max = "64")
    int summarise_concurrency() default 1;

    @AttributeDefinition(description = "Minutes that are made into documents at once", min = "1", max = "64")
    int render_concurrency() default 1;

    @AttributeDefinition(description = "Folders that file: endpoints may use, with commas between them")
    String file_roots() default "${yuhitsu.data}";
}
