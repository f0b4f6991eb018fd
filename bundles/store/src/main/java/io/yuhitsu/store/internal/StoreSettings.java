package io.yuhitsu.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the stores; the shipped {@code io.yuhitsu.store.cfg} explains them. */
@ObjectClassDefinition(id = StoreSettings.PID, name = "Yuhitsu store")
public @interface StoreSettings {
    String PID = "io.yuhitsu.store";

    @AttributeDefinition(description = "Folder of the encrypted objects, relative to the data folder or absolute")
    String blobs() default "blobs";

    @AttributeDefinition(description = "Folder of the keys, relative to the data folder or absolute")
    String keys() default "keys";

    @AttributeDefinition(description = "Address of a PostgreSQL database, empty for the embedded one")
    String database() default "";

    @AttributeDefinition(description = "Database connections that may be open at once", min = "2", max = "100")
    int connections() default 8;
}
