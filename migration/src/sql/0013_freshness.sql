-- How fresh each list of a source is, and which imports lack rows, without reading the imports of years.
CREATE INDEX credit_import_report_list ON credit_import_report (list, file_date);
CREATE INDEX credit_import_lacking ON credit_import (source_id) WHERE rows_bad > 0;
