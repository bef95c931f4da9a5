package de.komcert.app.incident.file;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be added to an incident.
 *
 * @param limit the size of one file, 1 GB (1024³ bytes) unless set
 */
@ConfigurationProperties("komcert.files")
record FileSettings(@DefaultValue("1GB") DataSize limit) {}
